namespace Atalaya.Flights.Missions;

/// <summary>Gathers what speaks for and against surveillance, and for each other activity.</summary>
internal sealed class Evidence
{
    private static readonly Activity[] Known = [.. Enum.GetValues<Activity>().Where(static a => a != Activity.Unknown)];

    private readonly List<Reason> reasons = [];
    private readonly double[] activities = new double[Known.Length + 1];

    /// <summary>Sum of the weights, in log-odds.</summary>
    public double Sum { get; private set; }

    /// <summary>Adds a reason. One of no weight is kept too: it is something that a reader should know.</summary>
    public void Weigh(string code, double weight, params object[] values)
    {
        reasons.Add(new(code, Math.Round(weight, 2), values));
        Sum += weight;
    }

    /// <summary>Says that another activity explains the flight, by how much.</summary>
    public void Suggest(Activity activity, double score) => activities[(int)activity] += score;

    public Mission Judge(MissionRules rules)
    {
        var confidence = 1 / (1 + Math.Exp(-(rules.Prior + Sum)));
        var @class = confidence >= rules.SurveillanceFrom ? MissionClass.Surveillance
            : confidence >= rules.PossibleFrom ? MissionClass.Possible
            : MissionClass.None;
        activities[(int)Activity.Surveillance] = Sum;

        // A stable order: by score, then by the order of the members.
        var ranked = Known
            .Where(a => activities[(int)a] >= rules.ActivityFrom)
            .OrderByDescending(a => activities[(int)a]).ThenBy(static a => a).ToList();
        if (@class == MissionClass.None)
        {
            // What is no mission is not called surveillance either; the thought stays visible as runner-up.
            var surveillance = ranked.Remove(Activity.Surveillance);
            if (surveillance)
                ranked.Insert(Math.Min(1, ranked.Count), Activity.Surveillance);
            if (ranked.Count == 0 || ranked[0] == Activity.Surveillance)
                ranked.Insert(0, Activity.Unknown);
        }
        else
        {
            ranked.Remove(Activity.Surveillance);
            ranked.Insert(0, Activity.Surveillance);
        }

        return new(
            @class, ranked[0], ranked.Count > 1 ? ranked[1] : null, confidence,
            [.. reasons.OrderByDescending(static r => Math.Abs(r.Weight))]);
    }
}
