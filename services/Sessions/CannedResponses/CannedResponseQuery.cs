using System.ComponentModel;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Paging;

namespace Chat.Sessions.CannedResponses;

/// <summary>Query of `GET /v1/canned-responses`.</summary>
internal sealed record CannedResponseQuery
{
    private const int MaxSearch = 200;

    [Description("Only those of this category.")]
    public string? Category { get; init; }

    [Description("Only those with this in title, body or shortcut, whatever its case; at most 200 UTF-16 units.")]
    public string? Search { get; init; }

    [Description("The one with this shortcut, whatever its case.")]
    public string? Shortcut { get; init; }

    [Description("true: those offered to agents; false: the others.")]
    public bool? Active { get; init; }

    [Description("nextCursor of the page before.")]
    public string? Cursor { get; init; }

    [Description("1 to 100, default 50.")]
    public int? Limit { get; init; }

    public Result<CannedResponseFilter> ToFilter()
    {
        var faults = new List<FieldFault>();
        var after = CannedResponseCursor.Start;
        if (!string.IsNullOrEmpty(Cursor) && !CannedResponseCursor.TryParse(Cursor, out after))
        {
            faults.Add(new FieldFault("/cursor", "format", "Must be the nextCursor of a page."));
        }

        if (Limit is < 1 or > PageRequest.MaxLimit)
        {
            faults.Add(new FieldFault("/limit", "out_of_range", $"Must be 1 to {PageRequest.MaxLimit}."));
        }

        foreach (var (pointer, text) in new[] { ("/category", Category), ("/search", Search), ("/shortcut", Shortcut) })
        {
            if (text is { Length: > MaxSearch } || text?.Contains('\0') is true)
            {
                faults.Add(
                    new FieldFault(pointer, "length", $"Must have at most {MaxSearch} UTF-16 units, none U+0000.")
                );
            }
        }

        return faults.Count > 0
            ? new Invalid(faults)
            : new CannedResponseFilter(Category, Search, Shortcut, Active, after, Limit ?? PageRequest.DefaultLimit);
    }
}
