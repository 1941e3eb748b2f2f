using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf.WellKnownTypes;
using PageContext = Chat.Contracts.Inference.V1.PageContext;

namespace Chat.Inference.Replies;

public sealed class ReplyRequestValidatorTests
{
    public static TheoryData<string, int, Action<ReplyRequest, string>> Lengths =>
        new()
        {
            { "/locale", 35, static (request, text) => request.Locale = text },
            { "/textsLocale", 35, static (request, text) => request.TextsLocale = text },
            { "/leadSource", 100, static (request, text) => request.LeadSource = text },
            { "/page/url", 2000, static (request, text) => request.Page = new PageContext { Url = text } },
            { "/page/title", 500, static (request, text) => request.Page = new PageContext { Title = text } },
            {
                "/page/description",
                1000,
                static (request, text) => request.Page = new PageContext { Description = text }
            },
            {
                "/page/contentSnippet",
                2000,
                static (request, text) => request.Page = new PageContext { ContentSnippet = text }
            },
            { "/userData/plan", 500, static (request, text) => request.UserData["plan"] = text },
            { "/userData/a~1b~0", 500, static (request, text) => request.UserData["a/b~"] = text },
        };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Validate_Text_MayBeAsLongAsItsBound(string pointer, int limit, Action<ReplyRequest, string> set)
    {
        var request = new ReplyRequest();

        set(request, new string('x', limit));
        Assert.Empty(FaultsOf(request));

        set(request, new string('x', limit + 1));
        Assert.Equal([$"{pointer} too_long"], FaultsOf(request));
    }

    [Fact]
    public void Validate_Nothing_IsNoFault() => Assert.Null(ReplyRequestValidator.Validate(new ReplyRequest()));

    [Fact]
    public void Validate_SeveralFaults_AreToldTogether()
    {
        var request = new ReplyRequest
        {
            Locale = new string('x', 36),
            LeadSource = new string('x', 101),
            DisconnectGrace = new Duration { Seconds = 61 },
        };

        Assert.Equal(["/locale too_long", "/leadSource too_long", "/disconnectGrace out_of_range"], FaultsOf(request));
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void Validate_Facts_AreFiftyAtMost(int count, bool isTaken)
    {
        var request = new ReplyRequest();
        for (var n = 0; n < count; n++)
        {
            // Too many are told of alone, whatever they are.
            request.UserData[$"{n}"] = isTaken ? "x" : new string('x', 501);
        }

        Assert.Equal(isTaken ? [] : ["/userData too_many"], FaultsOf(request));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Validate_NameOfAFact_HasAHundredLettersAtMost(int length, bool isTaken)
    {
        var request = new ReplyRequest { UserData = { [new string('n', length)] = "x" } };

        Assert.Equal(isTaken ? [] : ["/userData name_too_long"], FaultsOf(request));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 999_999_999, true)]
    [InlineData(59, 999_999_999, true)]
    [InlineData(60, 0, true)]
    [InlineData(60, 1, false)]
    [InlineData(61, 0, false)]
    [InlineData(-1, 0, false)]
    [InlineData(0, -1, false)]
    [InlineData(1, 1_000_000_000, false)]
    public void Validate_Grace_IsADurationOfAMinuteAtMost(long seconds, int nanos, bool isTaken)
    {
        var request = new ReplyRequest
        {
            DisconnectGrace = new Duration { Seconds = seconds, Nanos = nanos },
        };

        Assert.Equal(isTaken ? [] : ["/disconnectGrace out_of_range"], FaultsOf(request));
    }

    [Fact]
    public void Validate_PaceOfAStoredMessage_IsTaken() =>
        Assert.Empty(
            FaultsOf(
                new ReplyRequest
                {
                    Pace = new ReplyPace(),
                    ConversationId = "c",
                    ClientMessageId = "m",
                    Sequence = 1,
                }
            )
        );

    [Fact]
    public void Validate_PaceThatIsNone_IsToldBesideThatNothingIsStored() =>
        Assert.Equal(
            ["/pace not_stored", "/pace/debounceMilliseconds out_of_range"],
            FaultsOf(new ReplyRequest { Pace = new ReplyPace { DebounceMilliseconds = -1 } })
        );

    private static IEnumerable<string> FaultsOf(ReplyRequest request) =>
        ReplyRequestValidator.Validate(request)?.Faults.Select(fault => $"{fault.Pointer} {fault.Code}") ?? [];
}
