namespace Chat.Sessions.Tests.VisitorDetails;

/// <summary>Tests of what is forgotten of all tenants: one class after the other, or they forget each other's.</summary>
[CollectionDefinition(Name)]
public sealed class Forgetting
{
    public const string Name = "Forgetting visitors";
}
