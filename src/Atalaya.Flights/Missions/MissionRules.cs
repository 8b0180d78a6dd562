namespace Atalaya.Flights.Missions;

/// <summary>
/// Weights (added log-odds of surveillance, or scores of other activities on the same scale) and thresholds of the judgement.
/// Where a member names no other origin, its default is our judgement, held against the labelled flights of
/// <c>eval/results/missions.md</c>; <c>docs/methods/missions.md</c> says how.
/// </summary>
public sealed record MissionRules
{
    /// <summary>The defaults.</summary>
    public static MissionRules Default { get; } = new();

    /// <summary>Log-odds of surveillance before anything is known: −3, one flight in twenty. Real feeds hold fewer; the flights in doubt are those with something to say for them.</summary>
    public double Prior { get; init; } = -3;

    /// <summary>Confidence from which a flight is called surveillance.</summary>
    public double SurveillanceFrom { get; init; } = 0.7;

    /// <summary>Confidence from which a flight is called possible.</summary>
    public double PossibleFrom { get; init; } = 0.4;

    /// <summary>Least score for an activity to be named.</summary>
    public double ActivityFrom { get; init; } = 0.5;

    /// <summary>A racetrack with legs of at least <see cref="LongLegKilometres"/>.</summary>
    public double LongRacetrack { get; init; } = 2.5;

    /// <summary>A racetrack with shorter legs.</summary>
    public double ShortRacetrack { get; init; } = 1.0;

    /// <summary>Legs longer than those of any hold: 25 km. A hold's leg is 1 to 1.5 minutes (ICAO Doc 8168), 10 to 15 km at most.</summary>
    public double LongLegKilometres { get; init; } = 25;

    /// <summary>An orbit flown again and again. Less than a long racetrack: relays, fire-fighting and photographers orbit too, so that an orbit alone makes a flight possible, and something more makes it surveillance.</summary>
    public double Orbit { get; init; } = 1.0;

    /// <summary>Circles of a radius below <see cref="SmallCircleKilometres"/> lower than <see cref="SmallCircleFeet"/>: photographs, houses of friends, ground-reference training.</summary>
    public double SmallLowOrbit { get; init; } = 0.5;

    /// <summary>Radius in km below which a low circle is small.</summary>
    public double SmallCircleKilometres { get; init; } = 1;

    /// <summary>Altitude in feet below which a small circle is low.</summary>
    public double SmallCircleFeet { get; init; } = 4_000;

    /// <summary>Least laps of an orbit or figure-eight to count.</summary>
    public double LeastLaps { get; init; } = 3;

    /// <summary>A figure-eight.</summary>
    public double FigureEight { get; init; } = 1.5;

    /// <summary>A long way along a shore or sea limit.</summary>
    public double CoastalLoop { get; init; } = 2.2;

    /// <summary>Added for each doubling of the time on station beyond <see cref="StationMinutes"/>.</summary>
    public double StationPerDoubling { get; init; } = 1.0;

    /// <summary>Minutes on station from which they weigh.</summary>
    public double StationMinutes { get; init; } = 30;

    /// <summary>The most that time on station can weigh.</summary>
    public double StationMost { get; init; } = 2.5;

    /// <summary>Height that changes much while on station: test and training flights step through heights, a sensor keeps to one.</summary>
    public double UnsteadyHeight { get; init; } = -2.2;

    /// <summary>Feet between the quartiles of altitude on station beyond which height is unsteady. A jet that burns off its fuel climbs 2,000 to 4,000 ft in hours.</summary>
    public double UnsteadyFeet { get; init; } = 4_500;

    /// <summary>Thermalling, from <see cref="ThermalMinutes"/> and <see cref="ThermalStretches"/> on; less of it weighs less, since any slow aircraft may climb out in circles once.</summary>
    public double Thermalling { get; init; } = -4;

    /// <summary>Stretches of thermalling that make a glider.</summary>
    public int ThermalStretches { get; init; } = 3;

    /// <summary>Minutes of thermalling that make a glider.</summary>
    public double ThermalMinutes { get; init; } = 12;

    /// <summary>A grid flown by anything but a sea-patrol or reconnaissance aircraft: mapping.</summary>
    public double Grid { get; init; } = -4;

    /// <summary>A grid flown by an aircraft whose role is to watch: a search.</summary>
    public double SearchGrid { get; init; } = 1;

    /// <summary>A hold.</summary>
    public double Holding { get; init; } = -1;

    /// <summary>Arcs, radials and low approaches about a navaid.</summary>
    public double Calibration { get; init; } = -5;

    /// <summary>Several low passes: training circuits.</summary>
    public double Circuits { get; init; } = -2.5;

    /// <summary>Low passes from which a flight trains.</summary>
    public int CircuitPasses { get; init; } = 3;

    /// <summary>A pass comes this close, in feet, to the flight's lowest level (500 ft is the height of a go-around decision with margin).</summary>
    public double LowPassFeet { get; init; } = 500;

    /// <summary>Feet above the lowest level that lie between two passes; a traffic pattern is flown at about 1,000 ft (FAA AC 90-66).</summary>
    public double LowPassClimbFeet { get; init; } = 800;

    /// <summary>A pass is over after so many minutes.</summary>
    public double LowPassLongestMinutes { get; init; } = 5;

    /// <summary>A flight whose lowest level in feet is higher has no aerodrome under it that its passes could train at.</summary>
    public double LowPassHighestFloorFeet { get; init; } = 9_000;

    /// <summary>A flight straight from one place to another.</summary>
    public double DirectFlight { get; init; } = -2;

    /// <summary>Displacement over way from which a flight is direct.</summary>
    public double DirectFrom { get; init; } = 0.8;

    /// <summary>Share of the heard time on station from which a direct flight is no mere passage.</summary>
    public double DirectStationShare { get; init; } = 0.25;

    /// <summary>Patterns whose middle moves with the traffic on a road: following a race for television.</summary>
    public double WanderingPattern { get; init; } = -3.5;

    /// <summary>Minutes on station from which wandering is looked for.</summary>
    public double DriftMinutes { get; init; } = 60;

    /// <summary>Slice of time in minutes over which a middle is taken.</summary>
    public double DriftSliceMinutes { get; init; } = 20;

    /// <summary>Least steps between middles.</summary>
    public int DriftSteps { get; init; } = 3;

    /// <summary>Slowest drift in km/h.</summary>
    public double DriftSlowestKmh { get; init; } = 10;

    /// <summary>Fastest drift in km/h; a peloton on the flat rides at 45 to 55, descends at 80.</summary>
    public double DriftFastestKmh { get; init; } = 80;

    /// <summary>Share of steps that must drift.</summary>
    public double DriftShare { get; init; } = 0.7;

    /// <summary>Least drift in km, from the first middle to the farthest.</summary>
    public double DriftKilometres { get; init; } = 30;

    /// <summary>Least drift in sizes of the shape, so that uneven laps of a long racetrack do not pass for one.</summary>
    public double DriftSizes { get; init; } = 2;

    /// <summary>A type flown for reconnaissance.</summary>
    public double Reconnaissance { get; init; } = 2.3;

    /// <summary>A type flown for maritime patrol.</summary>
    public double MaritimePatrol { get; init; } = 1.8;

    /// <summary>A type flown for early warning.</summary>
    public double EarlyWarning { get; init; } = 1.8;

    /// <summary>An unmanned type flown to watch.</summary>
    public double SurveillanceDrone { get; init; } = 2.3;

    /// <summary>A type of which armed forces fly variants with sensors.</summary>
    public double SensorVariants { get; init; } = 0.6;

    /// <summary>A tanker: its racetrack is for refuelling.</summary>
    public double Tanker { get; init; } = -4.5;

    /// <summary>Score of refuelling for the type alone; below a direct flight's score of transport, since tankers are ferried too.</summary>
    public double TankerByType { get; init; } = 1.5;

    /// <summary>A relay aircraft: its orbit is for the radio.</summary>
    public double Relay { get; init; } = -3.5;

    /// <summary>A military transport.</summary>
    public double Transport { get; init; } = -1.5;

    /// <summary>A fighter or bomber.</summary>
    public double Combat { get; init; } = -2;

    /// <summary>A trainer.</summary>
    public double Trainer { get; init; } = -2.5;

    /// <summary>An aircraft that fights fires or dusts crops.</summary>
    public double FireOrField { get; init; } = -3.5;

    /// <summary>A type often flown for mapping, whose lines may be flown as racetracks; some are flown to watch.</summary>
    public double Survey { get; init; } = -1.5;

    /// <summary>An airliner.</summary>
    public double Airliner { get; init; } = -3;

    /// <summary>A business aircraft.</summary>
    public double Business { get; init; } = -0.5;

    /// <summary>A light aircraft.</summary>
    public double Light { get; init; } = -0.7;

    /// <summary>A glider or balloon.</summary>
    public double Unpowered { get; init; } = -5;

    /// <summary>A helicopter.</summary>
    public double Helicopter { get; init; } = -0.7;

    /// <summary>A register marks the aircraft as military.</summary>
    public double Military { get; init; } = 0.7;

    /// <summary>The user's watch list names the aircraft.</summary>
    public double Watched { get; init; } = 1;

    /// <summary>The operator itself declares the flight as its own mission (basis <c>operator</c>).</summary>
    public double Declared { get; init; } = 4.5;

    /// <summary>A callsign of an operator's designator and a flight number (ICAO Annex 10 vol. II, 5.2.1.7.2.1 type c), of an aircraft whose role is not to watch.</summary>
    public double OperatorCallsign { get; init; } = -1;

    /// <summary>A callsign of a flight-inspection service.</summary>
    public double InspectionCallsign { get; init; } = -1.5;

    /// <summary>A watching aircraft's long flight that goes nowhere: at <see cref="LoiterMinutes"/>.</summary>
    public double Loiter { get; init; } = 1.2;

    /// <summary>Added for each doubling of that time.</summary>
    public double LoiterPerDoubling { get; init; } = 0.6;

    /// <summary>The most that loitering can weigh.</summary>
    public double LoiterMost { get; init; } = 2.4;

    /// <summary>Minutes out, gaps included, from which a flight may loiter.</summary>
    public double LoiterMinutes { get; init; } = 150;

    /// <summary>Of these so many must have been heard.</summary>
    public double LoiterHeardMinutes { get; init; } = 45;

    /// <summary>Displacement over way below which a flight goes nowhere.</summary>
    public double LoiterDirectness { get; init; } = 0.5;

    /// <summary>Hours in international airspace, of a watching aircraft that goes nowhere.</summary>
    public double Offshore { get; init; } = 0.7;

    /// <summary>Certain minutes in international airspace that count as hours offshore.</summary>
    public double OffshoreMinutes { get; init; } = 60;

    /// <summary>Much of a flight that goes nowhere lies close to a border or sea limit.</summary>
    public double AlongLine { get; init; } = 0.8;

    /// <summary>How close in km is close to a line.</summary>
    public double AlongLineKilometres { get; init; } = 150;

    /// <summary>Minutes close to a line from which they count.</summary>
    public double AlongLineMinutes { get; init; } = 90;

    /// <summary>Long and fast above the airliners.</summary>
    public double Stratosphere { get; init; } = 1.5;

    /// <summary>Altitude in feet above which only research and reconnaissance aircraft cruise; the highest business jets stop at 51,000.</summary>
    public double StratosphereFeet { get; init; } = 55_000;

    /// <summary>Speed in knots that no balloon keeps.</summary>
    public double StratosphereKnots { get; init; } = 150;

    /// <summary>Minutes in the stratosphere from which they count.</summary>
    public double StratosphereMinutes { get; init; } = 30;

    /// <summary>Hours at a steady height slower than manned aeroplanes fly: a small drone.</summary>
    public double SlowEndurance { get; init; } = 2.2;

    /// <summary>Median speed in knots below which flight is slow.</summary>
    public double SlowKnots { get; init; } = 65;

    /// <summary>Median speed in knots below which a balloon drifts rather than anything flies.</summary>
    public double DriftingKnots { get; init; } = 20;

    /// <summary>Heard minutes from which slow flight is endurance; few helicopters stay up so long.</summary>
    public double SlowMinutes { get; init; } = 150;

    /// <summary>Feet between the quartiles of altitude up to which height is steady; a glider's are thousands.</summary>
    public double SteadyFeet { get; init; } = 1_200;

    /// <summary>Share of a flight in gaps from which the reader is told.</summary>
    public double GapShare { get; init; } = 0.25;
}
