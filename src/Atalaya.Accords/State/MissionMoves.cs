using Atalaya.Accords.Records;

namespace Atalaya.Accords.State;

/// <summary>The moves between the states of a mission (ASTM F3548): what begins outside is told, what is contingent does not come back.</summary>
public static class MissionMoves
{
    /// <summary>The state after a move; null where there is no such move.</summary>
    public static MissionStage? After(MissionStage stage, MissionMove move) => (stage, move) switch
    {
        (MissionStage.Accepted or MissionStage.Nonconforming, MissionMove.Activate) => MissionStage.Activated,
        (MissionStage.Accepted or MissionStage.Activated, MissionMove.Nonconforming) => MissionStage.Nonconforming,
        (MissionStage.Accepted or MissionStage.Activated or MissionStage.Nonconforming, MissionMove.Contingent) => MissionStage.Contingent,
        (not MissionStage.Ended, MissionMove.End) => MissionStage.Ended,
        _ => null,
    };
}
