namespace Chat.Sessions.Messages;

/// <summary>Who reacted with one emoji, as REST shows it.</summary>
internal sealed record ReactionAnswer(string Emoji, IReadOnlyList<AuthorAnswer> Authors)
{
    public static ReactionAnswer From(Reaction reaction) =>
        new(reaction.Emoji, [.. reaction.Authors.Select(AuthorAnswer.From)]);
}
