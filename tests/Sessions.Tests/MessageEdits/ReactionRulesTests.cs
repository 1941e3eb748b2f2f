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
    [InlineData("#\u20E3")]
    [InlineData("*\uFE0F\u20E3")]
    [InlineData("\U0001F1E6\U0001F1F9")]
    [InlineData("\u2194\uFE0F")]
    [InlineData("\u203C\uFE0F")]
    [InlineData("\u2049\uFE0F")]
    [InlineData("\u2139\uFE0F")]
    [InlineData("\u3030\uFE0F")]
    [InlineData("\u24C2\uFE0F")]
    [InlineData("\u303D\uFE0F")]
    [InlineData("\u3299\uFE0F")]
    [InlineData("\u00A9\uFE0F")]
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
    [InlineData("\u20E3")]
    [InlineData("a\u20E3")]
    [InlineData("\u00E4\u20E3")]
    [InlineData("1\uFE0F")]
    [InlineData("\u00E4")]
    [InlineData("+")]
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
    public void IsEmoji_LongerThanIsKept_IsFalse()
    {
        var family = string.Join('\u200D', Enumerable.Repeat("\U0001F468", 11));

        Assert.Equal(32, family.Length);
        Assert.True(ReactionRules.IsEmoji(family));
        Assert.False(ReactionRules.IsEmoji(family + "\uFE0F"));
    }

    [Theory]
    [InlineData("Visitor", "jo")]
    [InlineData("Agent", "Jo")]
    public void With_SomebodyElse_IsAnotherAuthor(string kind, string id)
    {
        var reactions = ReactionRules
            .With([new Reaction("+", [Jo])], "+", new Author(Enum.Parse<AuthorKind>(kind), id, "Jo"), wanted: true)
            .Value!;

        Assert.Equal(["jo", id], Assert.Single(reactions).Authors.Select(author => author.Id));
    }

    [Fact]
    public void With_AnotherKind_ComesLast() =>
        Assert.Equal(
            ["+", "-", "!"],
            ReactionRules
                .With([new Reaction("+", [Jo]), new Reaction("-", [Jo])], "!", Jo, wanted: true)
                .Value!.Select(reaction => reaction.Emoji)
        );

    [Fact]
    public void With_OneTakenBack_LeavesTheOthersWhereTheyAre()
    {
        var kim = new Author(AuthorKind.Agent, "kim", "Kim");
        Reaction[] standing = [new("+", [Jo, kim]), new("-", [Jo]), new("!", [kim])];

        var without = ReactionRules.With(standing, "-", Jo, wanted: false).Value!;
        var fewer = ReactionRules.With(standing, "+", Jo, wanted: false).Value!;

        Assert.Equal(["+", "!"], without.Select(reaction => reaction.Emoji));
        Assert.Equal(["+", "-", "!"], fewer.Select(reaction => reaction.Emoji));
        Assert.Equal([kim], fewer[0].Authors);
    }

    [Fact]
    public void With_TakenBackWithoutOne_IsNull() =>
        Assert.Null(ReactionRules.With([new Reaction("+", [Jo])], "-", Jo, wanted: false).Value);

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public void With_SoManyOfOneKind_TakesUpToTheBound(int count, bool taken)
    {
        var authors = Enumerable.Range(0, count).Select(n => new Author(AuthorKind.Agent, $"{n}", "")).ToList();

        Assert.Equal(taken, ReactionRules.With([new Reaction("+", authors)], "+", Jo, wanted: true).IsSuccess);
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void With_SoManyKinds_TakesUpToTheBound(int count, bool taken)
    {
        var standing = Enumerable.Range(0, count).Select(n => new Reaction($"{n}", [Jo])).ToList();

        Assert.Equal(taken, ReactionRules.With(standing, "new", Jo, wanted: true).IsSuccess);
    }

    [Fact]
    public void With_TwentyKinds_TakesMoreOfThese()
    {
        var standing = Enumerable.Range(0, 20).Select(n => new Reaction($"{n}", [Jo])).ToList();
        var kim = new Author(AuthorKind.Agent, "kim", "Kim");

        Assert.True(ReactionRules.With(standing, "7", kim, wanted: true).IsSuccess);
        Assert.Equal(19, ReactionRules.With(standing, "7", Jo, wanted: false).Value!.Length);
    }

    [Fact]
    public void With_TwentyKinds_TakesNoOther()
    {
        var standing = Enumerable.Range(0, 20).Select(n => new Reaction($"{n}", [Jo])).ToList();

        Assert.IsType<TooManyReactions>(ReactionRules.With(standing, "new", Jo, wanted: true).Error);
    }
}
