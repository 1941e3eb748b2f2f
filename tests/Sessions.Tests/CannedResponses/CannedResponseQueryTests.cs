using Chat.Sessions.CannedResponses;

namespace Chat.Sessions.Tests.CannedResponses;

public sealed class CannedResponseQueryTests
{
    private const string Id = "01a2181b-20a0-7710-a39b-19b7f8b64e5d";

    [Fact]
    public void ToFilter_Nothing_IsTheFirstPageOfAll()
    {
        var filter = new CannedResponseQuery().ToFilter().Value;

        Assert.Equal(new CannedResponseFilter(null, null, null, null, CannedResponseCursor.Start, 50), filter);
    }

    [Fact]
    public void ToFilter_Everything_IsPassedOn()
    {
        var query = new CannedResponseQuery
        {
            Category = "Hello",
            Search = "50%",
            Shortcut = "hi",
            Active = false,
            Cursor = "3." + Id,
            Limit = 7,
        };

        Assert.Equal(
            new CannedResponseFilter(
                "Hello",
                "50%",
                "hi",
                false,
                new CannedResponseCursor(3, Guid.ParseExact(Id, "D")),
                7
            ),
            query.ToFilter().Value
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void ToFilter_LimitAtABound_IsFine(int limit) =>
        Assert.Equal(
            limit,
            new CannedResponseQuery { Limit = limit }
                .ToFilter()
                .Value.Limit
        );

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public void ToFilter_LimitBeyondABound_IsRefused(int limit) =>
        Assert.Equal(["/limit out_of_range"], Faults(new CannedResponseQuery { Limit = limit }));

    [Theory]
    [InlineData("3")]
    [InlineData("3.")]
    [InlineData("." + Id)]
    [InlineData("-1." + Id)]
    [InlineData(" 3." + Id)]
    [InlineData("3." + Id + ".1")]
    [InlineData("3.01a2181b20a07710a39b19b7f8b64e5d")]
    [InlineData("2147483648." + Id)]
    public void ToFilter_CursorOfNoPage_IsRefused(string cursor) =>
        Assert.Equal(["/cursor format"], Faults(new CannedResponseQuery { Cursor = cursor }));

    [Fact]
    public void ToFilter_TextsAtTheBound_AreFine()
    {
        var text = new string('x', 200);

        Assert.True(
            new CannedResponseQuery
            {
                Category = text,
                Search = text,
                Shortcut = text,
            }
                .ToFilter()
                .IsSuccess
        );
    }

    [Fact]
    public void ToFilter_EverythingWrong_NamesAllAtOnce() =>
        Assert.Equal(
            ["/cursor format", "/limit out_of_range", "/category length", "/search length", "/shortcut length"],
            Faults(
                new CannedResponseQuery
                {
                    Cursor = "x",
                    Limit = 0,
                    Category = new string('x', 201),
                    Search = new string('x', 201),
                    Shortcut = "\0",
                }
            )
        );

    [Fact]
    public void Cursor_Written_IsReadAsItWas()
    {
        var cursor = new CannedResponseCursor(1_000_000, Guid.ParseExact(Id, "D"));

        Assert.True(CannedResponseCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
    }

    private static IEnumerable<string> Faults(CannedResponseQuery query) =>
        Assert
            .IsType<ServiceDefaults.Errors.Invalid>(query.ToFilter().Error)
            .Faults.Select(fault => $"{fault.Pointer} {fault.Code}");
}
