using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Paging;

/// <summary>Which page of a list is asked for: what is older than the cursor, newest first.</summary>
internal readonly record struct PageRequest(Guid? Cursor, int Limit)
{
    public const int MaxLimit = 100;
    public const int DefaultLimit = 50;

    public static Result<PageRequest> Parse(string? cursor, int? limit)
    {
        List<FieldFault> faults = [];
        Guid? after = null;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (Guid.TryParseExact(cursor, "D", out var id))
            {
                after = id;
            }
            else
            {
                faults.Add(new FieldFault("/cursor", "format", "Must be the nextCursor of a page."));
            }
        }

        if (limit is < 1 or > MaxLimit)
        {
            faults.Add(new FieldFault("/limit", "out_of_range", $"Must be 1 to {MaxLimit}."));
        }

        return faults.Count > 0 ? new Invalid(faults) : new PageRequest(after, limit ?? DefaultLimit);
    }
}
