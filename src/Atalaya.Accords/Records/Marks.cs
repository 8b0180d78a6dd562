namespace Atalaya.Accords.Records;

/// <summary>A field from which authority follows, or its limits. Its type is closed all the way down; a test holds every record to that.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class AuthorisesAttribute : Attribute;

/// <summary>A field that tells something and gives nobody leave to do anything. Only such a field may hold free text or a name.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TellsAttribute : Attribute;
