namespace Atalaya.Plumes.Forward;

/// <summary>Where a source is, and what is uncertain about the air that carries its gas.</summary>
/// <param name="X">East in m.</param>
/// <param name="Y">North in m.</param>
/// <param name="Height">Above ground in m.</param>
/// <param name="Turn">Bias of the wind's direction in radians, counter-clockwise.</param>
/// <param name="CrossFactor">Factor on σ_y.</param>
/// <param name="VerticalFactor">Factor on the diffusivity at <see cref="PlumeField.Anchor"/>.</param>
/// <param name="VerticalPower">Power of the distance by which that factor changes.</param>
internal readonly record struct SourceTerm(double X, double Y, double Height, double Turn, double CrossFactor, double VerticalFactor, double VerticalPower = 0);
