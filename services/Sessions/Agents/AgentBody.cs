using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Agents;

/// <summary>
/// Body of `POST /v1/agents` and `PATCH /v1/agents/{id}`. What is absent keeps its value, at the first time its default;
/// an empty text takes away what may be absent.
/// </summary>
internal sealed record AgentBody
{
    /// <summary>Unique among the tenant's agents, whatever its case; at most 254 characters.</summary>
    public string? Email { get; init; }

    /// <summary>1 to 200 UTF-16 units.</summary>
    public string? Name { get; init; }

    /// <summary>An https address of at most 2,000 characters.</summary>
    public string? AvatarUrl { get; init; }

    /// <summary>`agent` (default), `manager` or `admin`.</summary>
    [AllowedValues("agent", "manager", "admin")]
    public string? Role { get; init; }

    /// <summary>What the person is, at most 200 UTF-16 units.</summary>
    public string? Title { get; init; }

    /// <summary>Conversations at the same time, 1 to 100; the tenant's setting by default, which is 5.</summary>
    public int? Capacity { get; init; }

    /// <summary>At most 50, each of 1 to 50 UTF-16 units.</summary>
    public IReadOnlyList<string>? Skills { get; init; }

    /// <summary>At most 100 UTF-16 units.</summary>
    public string? Department { get; init; }

    /// <summary>`internal` (default) or `public`: visitors may see and choose the agent.</summary>
    [AllowedValues("internal", "public")]
    public string? Visibility { get; init; }

    /// <summary>False keeps the person out; default true.</summary>
    public bool? IsActive { get; init; }

    /// <summary>`none` (default), `ai` or `manual`: who answers in this agent's conversations.</summary>
    [AllowedValues("none", "ai", "manual")]
    public string? ModeOverride { get; init; }

    /// <summary>False: the AI answers in none of this agent's conversations, whatever the modes say; default true.</summary>
    public bool? AiEnabled { get; init; }

    /// <summary>Whether it is given waiting conversations also where others take them, with `routing.autoAssign` off; default false.</summary>
    public bool? AutoAccept { get; init; }

    /// <summary>Makes this the one agent for conversations that nobody else is found for; default false.</summary>
    public bool? IsDefault { get; init; }
}
