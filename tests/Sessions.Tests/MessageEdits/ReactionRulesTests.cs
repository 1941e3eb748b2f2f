using Chat.Sessions.Conversations;
using Chat.Sessions.MessageEdits;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Tests.MessageEdits;

public sealed class ReactionRulesTests
{
    private static readonly Author Jo = new(AuthorKind.Agent, "jo", "Jo");

    [Theory]
    [InlineData("\U0001F44D")]
    [InlineData("\U0001F44D\U0001F3FD")]
    [InlineData("\u2764\uFE0F")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467")]
    [InlineData("1\uFE0F\u20E3")]
    public void IsEmoji_OneEmoji_IsTrue(string text) => Assert.True(ReactionRules.IsEmoji(text));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("<")]
    [InlineData(" ")]
    [InlineData("\U0001F44D\U0001F44D")]
    [InlineData("\U0001F44Da")]
    [InlineData("\uD83D")]
    public void IsEmoji_SomethingElse_IsFalse(string text) => Assert.False(ReactionRules.IsEmoji(text));

    [Fact]
    public void With_SameAgain_IsNull() =>
        Assert.Null(
            ReactionRules.With([new Reaction("+", [Jo])], "+", Jo with { DisplayName = "" }, wanted: true).Value
        );

    [Fact]
    public void With_LastOneTakenBack_LeavesNone() =>
        Assert.Empty(ReactionRules.With([new Reaction("+", [Jo])], "+", Jo, wanted: false).Value!);

    [Fact]
    public void With_TwentyKinds_TakesNoOther()
    {
        var standing = Enumerable.Range(0, 20).Select(n => new Reaction($"{n}", [Jo])).ToList();

        Assert.IsType<TooManyReactions>(ReactionRules.With(standing, "new", Jo, wanted: true).Error);
    }
}
