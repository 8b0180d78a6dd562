namespace Atalaya.Flights.Missions;

/// <summary>What the aircraft's type says of a flight.</summary>
internal static class RoleEvidence
{
    public static void Weigh(Evidence evidence, AircraftRole? role, MissionRules rules)
    {
        if (role is null)
            return;
        var (code, weight, activity) = role.Kind switch
        {
            RoleKind.MaritimePatrol => ("role-maritime-patrol", rules.MaritimePatrol, Activity.Unknown),
            RoleKind.Reconnaissance => ("role-reconnaissance", rules.Reconnaissance, Activity.Unknown),
            RoleKind.EarlyWarning => ("role-early-warning", rules.EarlyWarning, Activity.Unknown),
            RoleKind.SurveillanceDrone => ("role-surveillance-drone", rules.SurveillanceDrone, Activity.Unknown),
            RoleKind.SensorVariants => ("role-sensor-variants", rules.SensorVariants, Activity.Transport),
            RoleKind.Tanker => ("role-tanker", rules.Tanker, Activity.Refuelling),
            RoleKind.Relay => ("role-relay", rules.Relay, Activity.Relay),
            RoleKind.Transport => ("role-transport", rules.Transport, Activity.Transport),
            RoleKind.Fighter => ("role-fighter", rules.Combat, Activity.Training),
            RoleKind.Bomber => ("role-bomber", rules.Combat, Activity.Training),
            RoleKind.Trainer => ("role-trainer", rules.Trainer, Activity.Training),
            RoleKind.Fire => ("role-fire", rules.FireOrField, Activity.Fire),
            RoleKind.Agricultural => ("role-agricultural", rules.FireOrField, Activity.Unknown),
            RoleKind.Survey => ("role-survey", rules.Survey, Activity.Unknown),
            RoleKind.Airliner => ("role-airliner", rules.Airliner, Activity.Transport),
            RoleKind.Business => ("role-business", rules.Business, Activity.Transport),
            RoleKind.Light => ("role-light", rules.Light, Activity.Unknown),
            RoleKind.Glider => ("role-glider", rules.Unpowered, Activity.Soaring),
            RoleKind.Balloon => ("role-balloon", rules.Unpowered, Activity.Unknown),
            _ => ("role-helicopter", rules.Helicopter, Activity.Unknown),
        };
        evidence.Weigh(code, weight, role.Designator);
        if (activity != Activity.Unknown)
            evidence.Suggest(activity, role.Kind == RoleKind.Tanker ? rules.TankerByType : Math.Abs(weight));
    }
}
