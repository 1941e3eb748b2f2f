namespace Chat.Sessions.Agents;

/// <summary>Bounds of agents' fields.</summary>
internal static class AgentLimits
{
    public const int MaxName = 200;
    public const int MaxAvatarUrl = 2_000;
    public const int MaxTitle = 200;
    public const int MaxDepartment = 100;
    public const int MaxSkills = 50;
    public const int MaxSkill = 50;
    public const int MaxCapacity = 100;
    public const int DefaultCapacity = 5;

    /// <summary>Agents of a tenant, those who left not counted: keeps hierarchies and lists of presence small.</summary>
    public const int MaxAgents = 10_000;
}
