namespace Chat.Sessions.Paging;

/// <summary>A page of a list, as REST shows it.</summary>
internal sealed record ListAnswer<T>
{
    public required IReadOnlyList<T> Data { get; init; }

    /// <summary>`cursor` of the next page; null on the last one.</summary>
    public required string? NextCursor { get; init; }

    public required bool HasMore { get; init; }
}

/// <summary>Makes pages.</summary>
internal static class ListAnswer
{
    /// <summary>A page of what was found, of which one more than the limit was asked for.</summary>
    public static ListAnswer<TAnswer> Of<TItem, TAnswer>(
        IReadOnlyList<TItem> found,
        int limit,
        Func<TItem, TAnswer> answer,
        Func<TItem, string> cursor
    )
    {
        var more = found.Count > limit;
        var count = more ? limit : found.Count;
        return new ListAnswer<TAnswer>
        {
            Data = [.. found.Take(count).Select(answer)],
            NextCursor = more ? cursor(found[count - 1]) : null,
            HasMore = more,
        };
    }
}
