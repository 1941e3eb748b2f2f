using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.CannedResponses;

/// <summary>Body of `POST /v1/canned-responses/reorder`.</summary>
internal sealed record ReorderBody
{
    /// <summary>Which come first, in this order; at most 1,000, none twice. Those not named keep their position.</summary>
    [Required]
    public IReadOnlyList<Guid>? Ids { get; init; }
}
