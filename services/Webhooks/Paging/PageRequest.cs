using Chat.ServiceDefaults.Errors;

namespace Chat.Webhooks.Paging;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Limit">Rows at most, 1 to 100.</param>
/// <param name="Last">Last row of the page before; null for the first page.</param>
internal readonly record struct PageRequest(int Limit, Guid? Last)
{
    public const int MaxLimit = 100;

    /// <summary>Reads what a caller asks for.</summary>
    /// <param name="limit">Null: <paramref name="defaultLimit"/>.</param>
    /// <param name="cursor">From the page before; null or empty for the first.</param>
    /// <param name="defaultLimit">Of this list.</param>
    public static Result<PageRequest> Parse(int? limit, string? cursor, int defaultLimit)
    {
        var faults = new List<FieldFault>();
        if (limit is < 1 or > MaxLimit)
        {
            faults.Add(new FieldFault("/limit", "out_of_range", $"Must be 1 to {MaxLimit}."));
        }

        Guid? last = null;
        if (!string.IsNullOrEmpty(cursor))
        {
            if (IdCursor.TryRead(cursor, out var id))
            {
                last = id;
            }
            else
            {
                faults.Add(new FieldFault("/cursor", "malformed", "Must be the nextCursor of a page."));
            }
        }

        return faults.Count > 0 ? new Invalid(faults) : new PageRequest(limit ?? defaultLimit, last);
    }
}
