using Atalaya.Plumes.Winds;

namespace Atalaya.Eval.Plumes;

/// <summary>Cases made harder: what the bounds are worth when the wind or its turbulence is told wrongly.</summary>
internal static class CaseStress
{
    public static IReadOnlyList<(string Name, Func<PlumeCase, PlumeCase?> Make)> All { get; } =
    [
        ("as given", static c => c),
        ("turbulence not told", static c => With(c, static w => Copy(w, null, null))),
        ("turbulence told 1.5 times too strong", static c => Scaled(c, 1.5)),
        ("turbulence told 1.5 times too weak", static c => Scaled(c, 1 / 1.5)),
        ("wind turned 5° to the left", static c => With(c, static w => Turn(w, 5))),
        ("wind turned 5° to the right", static c => With(c, static w => Turn(w, -5))),
    ];

    private static PlumeCase With(PlumeCase c, Func<WindTable, WindTable> change) => c with { Wind = change(c.Wind) };

    /// <summary>Null where no turbulence is told.</summary>
    private static PlumeCase? Scaled(PlumeCase c, double factor) =>
        c.Wind.SigmaCross is null && c.Wind.SigmaUp is null && c.Wind.FrictionVelocity is null ? null : With(c, w => Copy(w, factor, null));

    /// <summary>Turbulence times a factor, or none at all where it is null; turned by an angle where one is given.</summary>
    private static WindTable Copy(WindTable w, double? factor, double? radians)
    {
        var (sin, cos) = Math.SinCos(radians ?? 0);
        return new WindTable
        {
            Seconds = w.Seconds,
            AveragingSeconds = w.AveragingSeconds,
            Placement = w.Placement,
            HeightMetres = w.HeightMetres,
            East = [.. w.East.Zip(w.North, (e, n) => (cos * e) - (sin * n))],
            North = [.. w.East.Zip(w.North, (e, n) => (sin * e) + (cos * n))],
            Up = factor is null ? null : w.Up,
            SigmaCross = Times(w.SigmaCross, factor),
            SigmaUp = Times(w.SigmaUp, factor),
            FrictionVelocity = Times(w.FrictionVelocity, factor),
            ObukhovLength = factor is null ? null : w.ObukhovLength,
            MixingHeight = w.MixingHeight,
            Stability = factor is null ? null : w.Stability,
            RoughnessMetres = w.RoughnessMetres,
        };
    }

    private static WindTable Turn(WindTable w, double degrees) => Copy(w, 1, degrees * Math.PI / 180);

    private static double[]? Times(double[]? values, double? factor) => factor is { } f && values is not null ? Array.ConvertAll(values, v => v * f) : null;
}
