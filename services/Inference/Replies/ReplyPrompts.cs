using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Passages;
using Chat.Inference.Prompts;
using Chat.Inference.Tools;
using PageContext = Chat.Contracts.Inference.V1.PageContext;

namespace Chat.Inference.Replies;

/// <summary>Makes the prompt of what a reply rests on.</summary>
internal sealed class ReplyPrompts(PromptBuilder builder, ToolCatalog tools)
{
    /// <summary>Builds; asks nobody.</summary>
    /// <param name="posted">The message as it is stored: what is answered again need not be what came now.</param>
    public ChatPrompt Prepare(
        Guid tenantId,
        ReplyRequest request,
        PostMessageResponse posted,
        IReadOnlyList<Message> history,
        FoundPassages found
    )
    {
        return builder.Build(
            new PromptMaterial
            {
                TenantId = tenantId,
                Tools = tools.For(tenantId).Definitions,
                Character = Sheet(posted.Character),
                Question = posted.Message.Text,
                History = Turns(history),
                Passages = found.Passages,
                KnowledgeConsulted = found.Consulted,
                Page = Facts(request.Page),
                UserData = request.UserData,
                Locale = request.Locale,
                TextsLocale = request.TextsLocale,
            }
        );
    }

    /// <summary>What the system itself wrote is no part of the talk.</summary>
    private static List<ChatTurn> Turns(IReadOnlyList<Message> history) =>
        [
            .. history
                .Where(message => message.Author.Kind != AuthorKind.System && message.Text.Length > 0)
                .Select(message => new ChatTurn(IsCompany(message.Author.Kind), message.Text)),
        ];

    private static bool IsCompany(AuthorKind kind) => kind is AuthorKind.Ai or AuthorKind.Agent;

    private static CharacterSheet? Sheet(AiCharacter? character) =>
        character is null
            ? null
            : new CharacterSheet
            {
                Name = character.Name,
                Tone = character.Tone,
                Personality = character.Personality,
                ResponseStyle = character.ResponseStyle,
                Formality = character.Formality,
                EmojiUsage = character.EmojiUsage,
                Bio = character.Bio,
                Expertise = character.Expertise,
                Rules = character.Rules,
            };

    private static PageFacts? Facts(PageContext? page) =>
        page is null ? null : new PageFacts(page.Url, page.Title, page.Description, page.ContentSnippet);
}
