namespace Atalaya.Reconstruction.Flying;

/// <summary>How a type flies. Round figures of public type data, good enough for plausible tracks.</summary>
/// <param name="Type">ICAO Doc 8643 designator.</param>
/// <param name="Description">Maker and model.</param>
/// <param name="Category">ADS-B emitter category.</param>
/// <param name="Military">Whether a register would mark it.</param>
/// <param name="ClimbRate">Feet a minute.</param>
/// <param name="DescentRate">Feet a minute.</param>
/// <param name="LowSpeed">True airspeed in knots near the ground.</param>
/// <param name="CruiseSpeed">True airspeed in knots at cruise height.</param>
/// <param name="ApproachSpeed">Knots on final.</param>
/// <param name="CruiseFeet">Usual cruise height.</param>
/// <param name="Bank">Degrees in turns.</param>
/// <param name="GreatestTurnRate">Degrees a second.</param>
internal sealed record Airframe(
    string Type, string Description, string Category, bool Military, double ClimbRate, double DescentRate,
    double LowSpeed, double CruiseSpeed, double ApproachSpeed, double CruiseFeet, double Bank = 25, double GreatestTurnRate = 3)
{
    public static readonly Airframe P8 = new("P8", "BOEING P-8 Poseidon", "A3", true, 2300, 1900, 260, 445, 140, 34000);
    public static readonly Airframe R135 = new("R135", "BOEING RC-135", "A5", true, 1800, 1700, 270, 450, 150, 31000);
    public static readonly Airframe U2 = new("U2", "LOCKHEED U-2", "A6", true, 3500, 2500, 170, 400, 100, 62000, 20);
    public static readonly Airframe Rc12 = new("BE20", "BEECH RC-12", "A1", true, 1500, 1500, 180, 260, 115, 25000);
    public static readonly Airframe Mq9 = new("Q9", "GENERAL ATOMICS MQ-9 Reaper", "B6", true, 700, 700, 120, 190, 90, 21000, 20);
    public static readonly Airframe Tanker = new("K35R", "BOEING KC-135R Stratotanker", "A5", true, 1900, 1800, 270, 440, 150, 27000);
    public static readonly Airframe C17 = new("C17", "BOEING C-17 Globemaster III", "A5", true, 2200, 1900, 260, 445, 135, 33000);
    public static readonly Airframe Hercules = new("C30J", "LOCKHEED C-130J Hercules", "A3", true, 1600, 1500, 200, 330, 120, 24000);
    public static readonly Airframe B738 = new("B738", "BOEING 737-800", "A3", false, 2200, 1900, 260, 450, 142, 36000);
    public static readonly Airframe A320 = new("A320", "AIRBUS A-320", "A3", false, 2100, 1900, 260, 447, 138, 36000);
    public static readonly Airframe A321 = new("A321", "AIRBUS A-321", "A3", false, 2000, 1900, 265, 450, 145, 34000);
    public static readonly Airframe E75L = new("E75L", "EMBRAER ERJ-170-200 (long wing)", "A3", false, 2100, 1900, 250, 435, 130, 35000);
    public static readonly Airframe B789 = new("B789", "BOEING 787-9 Dreamliner", "A5", false, 1900, 1800, 270, 488, 148, 38000);
    public static readonly Airframe C172 = new("C172", "CESSNA 172 Skyhawk", "A1", false, 650, 600, 85, 112, 65, 6500, 25);
    public static readonly Airframe Caravan = new("C208", "CESSNA 208 Caravan", "A1", false, 800, 800, 110, 165, 85, 12000);
    public static readonly Airframe Navajo = new("PA31", "PIPER PA-31 Navajo", "A1", false, 1000, 900, 120, 175, 95, 12000);
    public static readonly Airframe KingAir = new("B350", "BEECH 350 King Air", "A1", false, 1800, 1700, 190, 290, 115, 24000);
    public static readonly Airframe AirAttack = new("AC90", "ROCKWELL 690 Turbo Commander", "A1", false, 1500, 1500, 170, 240, 105, 17000);
    public static readonly Airframe AirTanker = new("RJ85", "BRITISH AEROSPACE RJ-85", "A3", false, 1700, 1600, 210, 380, 120, 20000);
    public static readonly Airframe Ec35 = new("EC35", "EUROCOPTER EC-135", "A7", false, 900, 800, 60, 128, 35, 3000, 22);
    public static readonly Airframe As50 = new("AS50", "AEROSPATIALE AS-350", "A7", false, 900, 800, 55, 118, 35, 2500, 22);
    public static readonly Airframe Glider = new("AS21", "SCHLEICHER ASK-21", "B1", false, 450, 250, 52, 58, 50, 9000, 40, 18);

    /// <summary>True airspeed in knots at a height on the way up or down.</summary>
    public double ProfileSpeed(double feet) => LowSpeed + ((CruiseSpeed - LowSpeed) * Math.Clamp(feet / CruiseFeet, 0, 1));
}
