using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Agents;

/// <summary>Query of `GET /v1/agents`; all of it is optional, and all that is given must hold.</summary>
internal sealed record AgentQuery
{
    [Description("nextCursor of the page before.")]
    public string? Cursor { get; init; }

    [Description("1 to 100, default 50.")]
    public int? Limit { get; init; }

    [Description("agent, manager or admin.")]
    [AllowedValues("agent", "manager", "admin")]
    public string? Role { get; init; }

    [Description("online, away, busy or offline.")]
    [AllowedValues("online", "away", "busy", "offline")]
    public string? Status { get; init; }

    [Description("Exactly this department.")]
    public string? Department { get; init; }

    [Description("A skill among theirs.")]
    public string? Skill { get; init; }

    [Description("Members of this team.")]
    public Guid? TeamId { get; init; }

    [Description("Whether they may come in.")]
    public bool? IsActive { get; init; }
}
