using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Agents;

/// <summary>Which agents are wanted; what is null does not matter.</summary>
internal sealed record AgentFilter
{
    public AgentRole? Role { get; private init; }
    public AgentStatus? Status { get; private init; }
    public string? Department { get; private init; }
    public string? Skill { get; private init; }
    public Guid? TeamId { get; private init; }
    public bool? IsActive { get; private init; }

    public static Result<AgentFilter> Parse(AgentQuery query)
    {
        List<FieldFault> faults = [];
        var role = Word<AgentRole>(faults, "/role", query.Role);
        var status = Word<AgentStatus>(faults, "/status", query.Status);
        Text(faults, "/department", query.Department, AgentLimits.MaxDepartment);
        Text(faults, "/skill", query.Skill, AgentLimits.MaxSkill);
        return faults.Count > 0
            ? new Invalid(faults)
            : new AgentFilter
            {
                Role = role,
                Status = status,
                Department = query.Department,
                Skill = query.Skill,
                TeamId = query.TeamId,
                IsActive = query.IsActive,
            };
    }

    public IQueryable<Agent> ApplyTo(IQueryable<Agent> agents)
    {
        agents = Role is { } role ? agents.Where(agent => agent.Role == role) : agents;
        agents = Status is { } status ? agents.Where(agent => agent.Status == status) : agents;
        agents = Department is { } department ? agents.Where(agent => agent.Department == department) : agents;
        agents = Skill is { } skill ? agents.Where(agent => agent.Skills.Contains(skill)) : agents;
        agents = TeamId is { } team ? agents.Where(agent => agent.TeamId == team) : agents;
        return IsActive is { } active ? agents.Where(agent => agent.IsActive == active) : agents;
    }

    private static void Text(List<FieldFault> faults, string pointer, string? value, int most)
    {
        // Postgres cannot look for U+0000 in a text.
        if (value is not null && (value.Length > most || value.Contains('\0')))
        {
            faults.Add(
                new FieldFault(pointer, "length", $"Must have at most {most} UTF-16 units, none of them U+0000.")
            );
        }
    }

    private static T? Word<T>(List<FieldFault> faults, string pointer, string? word)
        where T : struct, Enum
    {
        var value = word is null ? null : AgentWords.Parse<T>(word);
        if (word is not null && value is null)
        {
            faults.Add(new FieldFault(pointer, "unknown_value", $"Must be one of: {AgentWords.ListOf<T>()}."));
        }

        return value;
    }
}
