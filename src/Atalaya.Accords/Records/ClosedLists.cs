namespace Atalaya.Accords.Records;

/// <summary>What a flight may do. The list is closed and every member only watches, measures or relays; none can be given one that harms.</summary>
public enum SurveyTask
{
    /// <summary>Measuring gases in the air.</summary>
    EmissionSurvey,
    /// <summary>Imaging an area.</summary>
    AreaObservation,
    /// <summary>Watching a sea area.</summary>
    MaritimeObservation,
    /// <summary>Measuring the wind and the weather.</summary>
    WeatherMeasurement,
    /// <summary>Passing on radio of others.</summary>
    RadioRelay,
    /// <summary>Trying a sensor against a known source.</summary>
    SensorCalibration,
    /// <summary>Looking for people in distress.</summary>
    SearchAndRescue,
}

/// <summary>What use of force is allowed. The list has one member.</summary>
public enum Lethal
{
    /// <summary>None.</summary>
    None,
}

/// <summary>What arms an aircraft carries. The list has one member.</summary>
public enum Armament
{
    /// <summary>None.</summary>
    None,
}

/// <summary>What the flight's findings are for.</summary>
public enum Purpose
{
    /// <summary>To know.</summary>
    Awareness,
    /// <summary>A search that a court orders.</summary>
    JudicialSearch,
    /// <summary>Evidence in a proceeding that designates an organisation.</summary>
    DesignationEvidence,
}

/// <summary>What is carried to sense with.</summary>
public enum Sensor
{
    /// <summary>Draws air in and measures gases.</summary>
    GasSampler,
    /// <summary>Measures gases along a beam.</summary>
    GasLaser,
    /// <summary>A spectrometer of reflected or emitted light.</summary>
    ImagingSpectrometer,
    /// <summary>A thermal camera.</summary>
    InfraredCamera,
    /// <summary>A camera for visible light.</summary>
    VisibleCamera,
    /// <summary>Imaging radar.</summary>
    ImagingRadar,
    /// <summary>Radar for the sea's surface.</summary>
    MaritimeRadar,
    /// <summary>Wind, pressure, temperature, humidity.</summary>
    WeatherProbe,
}

/// <summary>From where heights are measured.</summary>
public enum HeightDatum
{
    /// <summary>The WGS84 ellipsoid, as in ASTM F3548.</summary>
    Wgs84,
    /// <summary>Mean sea level.</summary>
    MeanSeaLevel,
    /// <summary>The standard pressure surface (flight levels).</summary>
    StandardPressure,
}

/// <summary>What an office's key may sign.</summary>
public enum OfficerRole
{
    /// <summary>Watches: observed missions, disputes. The least of the roles, so that an unset value gives the least.</summary>
    Observer,
    /// <summary>Guidance and its affirmation.</summary>
    Authority,
    /// <summary>Requests, decisions, disputes.</summary>
    Liaison,
    /// <summary>Says what state a mission is in.</summary>
    Operator,
    /// <summary>Enrols and revokes keys.</summary>
    Custodian,
    /// <summary>The node itself: policy decisions, forks, daily affirmations.</summary>
    Node,
}

/// <summary>What a host decides.</summary>
public enum ClearanceOutcome
{
    /// <summary>No.</summary>
    Refuse,
    /// <summary>Yes, in a window and under conditions.</summary>
    Grant,
    /// <summary>A grant is taken back, at once.</summary>
    Revoke,
}

/// <summary>What a condition of a grant limits.</summary>
public enum ConditionKind
{
    /// <summary>Stay at or below so many feet; the number's datum is that of the flight's volumes.</summary>
    HeightAtMost,
    /// <summary>Stay at or above so many feet.</summary>
    HeightAtLeast,
    /// <summary>A sensor stays off.</summary>
    SensorOff,
    /// <summary>A position report every so many minutes.</summary>
    ReportEvery,
    /// <summary>Between sunrise and sunset only.</summary>
    DaylightOnly,
}

/// <summary>A requester's answer to conditions.</summary>
public enum ConcurrenceAnswer
{
    /// <summary>The grant falls.</summary>
    Decline,
    /// <summary>The conditions are taken on.</summary>
    Accept,
}

/// <summary>What a second officer says. There is no second member: silence is the other answer.</summary>
public enum ApprovalAnswer
{
    /// <summary>Approves.</summary>
    Approve,
}

/// <summary>What an operator says of a mission: the moves between the states of ASTM F3548.</summary>
public enum MissionMove
{
    /// <summary>It is over.</summary>
    End,
    /// <summary>It begins, or conforms again.</summary>
    Activate,
    /// <summary>It is outside its volumes or time and tries to come back.</summary>
    Nonconforming,
    /// <summary>It does not come back.</summary>
    Contingent,
}

/// <summary>How an observed track is known.</summary>
public enum TrackBasis
{
    /// <summary>Received over the air.</summary>
    Heard,
    /// <summary>Radar.</summary>
    Radar,
    /// <summary>Declared by its operator.</summary>
    Operator,
    /// <summary>Told by somebody.</summary>
    Reported,
}

/// <summary>What became of the comparison of an observed mission with what was cleared.</summary>
public enum MatchVerdict
{
    /// <summary>It cannot be told; the reason says why.</summary>
    Indeterminate,
    /// <summary>Own territory or international airspace, with the margin: no clearance was needed.</summary>
    NotRequired,
    /// <summary>Inside its volumes and its time.</summary>
    Matched,
    /// <summary>Outside its volumes.</summary>
    OutsideVolume,
    /// <summary>Outside its time.</summary>
    OutsideTime,
    /// <summary>Needed a clearance and had none.</summary>
    Uncleared,
    /// <summary>Cleared, and not heard where it would have been.</summary>
    ClearedUnseen,
}

/// <summary>Why a verdict cannot be told.</summary>
public enum DoubtReason
{
    /// <summary>A gap in the track at the deciding time.</summary>
    Gap,
    /// <summary>Nobody could have heard it.</summary>
    NoCoverage,
    /// <summary>Nearer to a line than its margin.</summary>
    UncertainZone,
    /// <summary>The answer depends on whose lines are followed.</summary>
    ClaimsDiffer,
}

/// <summary>What happens to a key.</summary>
public enum KeyAct
{
    /// <summary>It signs no more from this index on.</summary>
    Revoke,
    /// <summary>It may sign from this index on.</summary>
    Enrol,
}

/// <summary>What an affirmation says.</summary>
public enum AffirmationWord
{
    /// <summary>The guidance is in force, unchanged.</summary>
    InForceUnchanged,
}

/// <summary>What a rule table comes to.</summary>
public enum PolicyOutcome
{
    /// <summary>It must be refused.</summary>
    MustRefuse,
    /// <summary>An officer decides without advice.</summary>
    OfficerDecides,
    /// <summary>Nothing stands against a grant; two officers still sign it.</summary>
    MayGrant,
}

/// <summary>What a rule table may ask.</summary>
public enum PolicyFact
{
    /// <summary>Every task is in both guidances.</summary>
    TasksPermitted,
    /// <summary>The purpose is in both guidances.</summary>
    PurposePermitted,
    /// <summary>Every volume is inside the areas of both.</summary>
    WithinAreas,
    /// <summary>Every volume is inside the heights of both.</summary>
    WithinHeights,
    /// <summary>Every volume is inside the hours and the validity of both.</summary>
    WithinHours,
    /// <summary>No other cleared flight of either side overlaps it in volume and time.</summary>
    NoOverlap,
    /// <summary>The whole flight fits one window.</summary>
    FitsOneWindow,
}
