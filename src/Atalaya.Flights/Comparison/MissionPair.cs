namespace Atalaya.Flights.Comparison;

/// <summary>A mission that both lists have.</summary>
/// <param name="A">As list A has it.</param>
/// <param name="B">As list B has it.</param>
/// <param name="Score">How well they agree.</param>
/// <param name="OthersOfA">Missions of A that could as well be <paramref name="B"/>.</param>
/// <param name="OthersOfB">Missions of B that could as well be <paramref name="A"/>.</param>
public sealed record MissionPair(ListedMission A, ListedMission B, PairScore Score, IReadOnlyList<ListedMission> OthersOfA, IReadOnlyList<ListedMission> OthersOfB)
{
    /// <summary>Whether another pairing is as good, or almost.</summary>
    public bool IsAmbiguous => OthersOfA.Count > 0 || OthersOfB.Count > 0;
}
