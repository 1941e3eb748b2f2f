using Chat.Contracts.Sessions.V1;
using Chat.Inference.Passages;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Replies;

public sealed class RepliesOptionsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string, Action<object>, bool> Bounds =>
        new()
        {
            { "SpeakerName, least", Set(o => o.SpeakerName = "A"), true },
            { "SpeakerName, none", Set(o => o.SpeakerName = ""), false },
            { "SpeakerName, most", Set(o => o.SpeakerName = new string('A', 200)), true },
            { "SpeakerName, too long", Set(o => o.SpeakerName = new string('A', 201)), false },
            { "HistoryLimit, least", Set(o => o.HistoryLimit = 0), true },
            { "HistoryLimit, negative", Set(o => o.HistoryLimit = -1), false },
            { "HistoryLimit, most", Set(o => o.HistoryLimit = 100), true },
            { "HistoryLimit, too many", Set(o => o.HistoryLimit = 101), false },
            { "TurnTimeout, least", Set(o => o.TurnTimeout = Second), true },
            { "TurnTimeout, too short", Set(o => o.TurnTimeout = Second - Tick), false },
            { "TurnTimeout, most", Set(o => o.TurnTimeout = 10 * Minute), true },
            { "TurnTimeout, too long", Set(o => o.TurnTimeout = (10 * Minute) + Tick), false },
            { "PersistTimeout, least", Set(o => o.PersistTimeout = Second), true },
            { "PersistTimeout, too short", Set(o => o.PersistTimeout = Second - Tick), false },
            { "PersistTimeout, most", Set(o => o.PersistTimeout = Minute), true },
            { "PersistTimeout, too long", Set(o => o.PersistTimeout = Minute + Tick), false },
            { "DrainTimeout, least", Set(o => o.DrainTimeout = TimeSpan.Zero), true },
            { "DrainTimeout, negative", Set(o => o.DrainTimeout = -Tick), false },
            { "DrainTimeout, most", Set(o => o.DrainTimeout = 10 * Second), true },
            { "DrainTimeout, too long", Set(o => o.DrainTimeout = (10 * Second) + Tick), false },
        };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Validate_Bound_IsTakenAndWhatIsBeyondNamed(string bound, Action<object> set, bool isTaken)
    {
        var options = new RepliesOptions();
        set(options);

        var result = new RepliesOptionsValidator().Validate(null, options);

        Assert.Equal(isTaken, result.Succeeded);
        Assert.Contains(isTaken ? "" : bound.Split(',')[0], result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Defaults_Pass()
    {
        Assert.True(new RepliesOptionsValidator().Validate(null, new RepliesOptions()).Succeeded);
        Assert.True(new PassagesOptionsValidator().Validate(null, new PassagesOptions()).Succeeded);
    }

    [Theory]
    [InlineData(1, 50, true)]
    [InlineData(20, 10_000, true)]
    [InlineData(0, 1_000, false)]
    [InlineData(21, 1_000, false)]
    [InlineData(4, 49, false)]
    [InlineData(4, 10_001, false)]
    public void Validate_Passages_MustBeWithinTheirBounds(int limit, int milliseconds, bool isTaken)
    {
        var options = new PassagesOptions { Limit = limit, Timeout = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.Equal(isTaken, new PassagesOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void As_NoCharacter_IsTheConfiguredOne()
    {
        var speaker = new Speaker(Options.Create(new RepliesOptions { SpeakerName = "Robin" }));

        Assert.Equal(
            new Author
            {
                Kind = AuthorKind.Ai,
                Id = "assistant",
                DisplayName = "Robin",
            },
            speaker.As(null)
        );
    }

    // The shared one must stay as it is.
    [Fact]
    public void As_Character_IsTheSameUnderItsName()
    {
        var speaker = new Speaker(Options.Create(new RepliesOptions()));

        var author = speaker.As(new AiCharacter { Name = "Mara" });

        Assert.Equal((AuthorKind.Ai, "assistant", "Mara"), (author.Kind, author.Id, author.DisplayName));
        Assert.Equal("Assistant", speaker.Author.DisplayName);
    }

    private static Action<object> Set(Action<RepliesOptions> set) => options => set((RepliesOptions)options);
}
