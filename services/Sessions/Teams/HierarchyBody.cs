using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Teams;

/// <summary>Body of `PUT /v1/agents/{id}/hierarchy`: where the agent stands, all of it.</summary>
internal sealed record HierarchyBody
{
    /// <summary>To whom the agent reports; null: to nobody. It must stand on a higher level.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Step of the hierarchy, 1 to 100; above all who report to the agent.</summary>
    [Required]
    public int? Level { get; init; }

    /// <summary>The agent's team; null: none.</summary>
    public Guid? TeamId { get; init; }
}
