using Atalaya.Flights.Missions;
using Atalaya.Flights.Tracks;

namespace Atalaya.Tests.Missions;

public sealed class RoleTableTests
{
    [Theory]
    [InlineData("P8", true, RoleKind.MaritimePatrol)]
    [InlineData("P8", false, RoleKind.MaritimePatrol)]
    [InlineData("R135", true, RoleKind.Reconnaissance)]
    [InlineData("Q9", false, RoleKind.SurveillanceDrone)]
    [InlineData("E3TF", true, RoleKind.EarlyWarning)]
    [InlineData("K35R", true, RoleKind.Tanker)]
    [InlineData("B762", true, RoleKind.Tanker)]
    [InlineData("B762", false, RoleKind.Airliner)]
    [InlineData("BE20", true, RoleKind.SensorVariants)]
    [InlineData("BE20", false, RoleKind.Business)]
    [InlineData("C17", true, RoleKind.Transport)]
    [InlineData("GLID", false, RoleKind.Glider)]
    [InlineData("AT8T", false, RoleKind.Fire)]
    public void A_type_has_the_role_that_its_flag_gives_it(string type, bool military, RoleKind kind) =>
        Assert.Equal(kind, RoleTable.Shipped.Find(type, military)!.Kind);

    [Fact]
    public void An_unknown_type_has_no_role()
    {
        Assert.Null(RoleTable.Shipped.Find("XXXX", false));
        Assert.Null(RoleTable.Shipped.Find(new Aircraft("ae1234")));
        Assert.Null(RoleTable.Shipped.Find("BTB9", true));
    }
}
