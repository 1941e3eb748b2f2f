using Chat.Contracts.Sessions.V1;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Replies;

/// <summary>Who the AI is in a conversation.</summary>
internal sealed class Speaker(IOptions<RepliesOptions> options)
{
    /// <summary>The one AI there is so far.</summary>
    private const string AssistantId = "assistant";

    /// <summary>Author of the AI's messages. Shared: do not change it.</summary>
    public Author Author { get; } =
        new()
        {
            Kind = AuthorKind.Ai,
            Id = AssistantId,
            DisplayName = options.Value.SpeakerName,
        };

    /// <summary>Author of its messages where it plays somebody.</summary>
    public Author As(AiCharacter? character) =>
        character is null
            ? Author
            : new Author
            {
                Kind = AuthorKind.Ai,
                Id = AssistantId,
                DisplayName = character.Name,
            };
}
