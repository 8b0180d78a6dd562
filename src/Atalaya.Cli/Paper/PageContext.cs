using Atalaya.Archive.Records;
using Atalaya.Cli.Answers;
using Atalaya.Cli.Language;
using Atalaya.Cli.Maps;
using Atalaya.Flights.Tracks;

namespace Atalaya.Cli.Paper;

/// <summary>What every section of the page needs.</summary>
internal sealed record PageContext(Markup Markup, Answer Answer, Func<FlightRecord, IReadOnlyList<Report>> Positions, IMapGround Ground, Wording Wording)
    : PageParts(Markup, Wording, TextArea.Page)
{
    /// <summary>A mission's number as it is printed everywhere.</summary>
    public int NumberOf(FlightRecord mission)
    {
        for (var i = 0; i < Answer.Missions.Count; i++)
        {
            if (ReferenceEquals(Answer.Missions[i], mission))
                return i + 1;
        }

        return 0;
    }
}
