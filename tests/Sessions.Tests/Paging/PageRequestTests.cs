using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Paging;

namespace Chat.Sessions.Tests.Paging;

public sealed class PageRequestTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Parse_NothingAsked_IsTheFirstPage(string? cursor)
    {
        var page = PageRequest.Parse(cursor, null).Value;

        Assert.Null(page.Cursor);
        Assert.Equal(50, page.Limit);
    }

    [Fact]
    public void Parse_IdOfAnEntry_IsThePageBehindIt()
    {
        var id = Ids.New();

        Assert.Equal(new PageRequest(id, 100), PageRequest.Parse(id.ToString(), 100).Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Parse_LimitAtABound_IsTaken(int limit) =>
        Assert.Equal(limit, PageRequest.Parse(null, limit).Value.Limit);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Parse_LimitOutOfBounds_NamesIt(int limit) => Assert.Equal(["/limit"], Faults(null, limit));

    [Theory]
    [InlineData("1")]
    [InlineData("01a21849-1aa9-7e91-aa78")]
    [InlineData("01a218491aa97e91aa788751f8af15d2")]
    [InlineData("{01a21849-1aa9-7e91-aa78-8751f8af15d2}")]
    [InlineData("01a21849-1aa9-7e91-aa78-8751f8af15d2' or true --")]
    [InlineData("\0")]
    public void Parse_CursorThatIsNone_NamesIt(string cursor) => Assert.Equal(["/cursor"], Faults(cursor, null));

    [Fact]
    public void Parse_BothWrong_NamesBoth() => Assert.Equal(["/cursor", "/limit"], Faults("x", 0));

    [Theory]
    [InlineData(0, 0, false, null)]
    [InlineData(2, 2, false, null)]
    [InlineData(3, 3, false, null)]
    [InlineData(4, 3, true, "3")]
    public void ListAnswer_Found_HasTheNextCursorOnlyWhenThereIsMore(int found, int shown, bool more, string? next)
    {
        var answer = ListAnswer.Of([.. Enumerable.Range(1, found)], 3, n => n * 10, n => $"{n}");

        Assert.Equal(Enumerable.Range(1, shown).Select(n => n * 10), answer.Data);
        Assert.Equal((more, next), (answer.HasMore, answer.NextCursor));
    }

    private static IEnumerable<string> Faults(string? cursor, int? limit) =>
        Assert.IsType<Invalid>(PageRequest.Parse(cursor, limit).Error).Faults.Select(fault => fault.Pointer);
}
