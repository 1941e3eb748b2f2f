namespace Chat.Sessions.Agents;

/// <summary>Checked values for an agent's fields; null leaves a field as it is, an empty text takes it away.</summary>
internal sealed record AgentChanges
{
    public string? Email { get; init; }
    public string? Name { get; init; }
    public string? AvatarUrl { get; init; }
    public AgentRole? Role { get; init; }
    public string? Title { get; init; }
    public int? Capacity { get; init; }
    public string[]? Skills { get; init; }
    public string? Department { get; init; }
    public AgentVisibility? Visibility { get; init; }
    public bool? IsActive { get; init; }
    public AgentMode? ModeOverride { get; init; }
    public bool? AiEnabled { get; init; }
    public bool? AutoAccept { get; init; }
    public bool? IsDefault { get; init; }

    /// <summary>Whether an admin would be none any more.</summary>
    public bool EndsAdmin => IsActive is false || Role is not (null or AgentRole.Admin);

    public void ApplyTo(Agent agent)
    {
        agent.Email = Email ?? agent.Email;
        agent.Name = Name ?? agent.Name;
        agent.AvatarUrl = Text(AvatarUrl, agent.AvatarUrl);
        agent.Role = Role ?? agent.Role;
        agent.Title = Text(Title, agent.Title);
        agent.Capacity = Capacity ?? agent.Capacity;
        agent.Skills = Skills ?? agent.Skills;
        agent.Department = Text(Department, agent.Department);
        agent.Visibility = Visibility ?? agent.Visibility;
        agent.ModeOverride = ModeOverride ?? agent.ModeOverride;
        agent.AiEnabled = AiEnabled ?? agent.AiEnabled;
        agent.AutoAccept = AutoAccept ?? agent.AutoAccept;
        agent.IsDefault = IsDefault ?? agent.IsDefault;
        agent.IsActive = IsActive ?? agent.IsActive;
    }

    private static string? Text(string? change, string? now) =>
        change is null ? now
        : change.Length == 0 ? null
        : change;
}
