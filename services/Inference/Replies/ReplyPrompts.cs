using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Passages;
using Chat.Inference.Prompts;
using Chat.ServiceDefaults.Identity;
using PageContext = Chat.Contracts.Inference.V1.PageContext;

namespace Chat.Inference.Replies;

/// <summary>Gathers what a reply rests on and makes the prompt of it.</summary>
internal sealed class ReplyPrompts(PassageFinder passages, PromptBuilder builder)
{
    /// <summary>Asks Knowledge, then builds; never fails.</summary>
    public async Task<ChatPrompt> PrepareAsync(
        ReplyRequest request,
        Principal principal,
        IReadOnlyList<Message> history,
        CancellationToken cancellationToken
    )
    {
        var found = await passages.FindAsync(principal, request.Text, request.Locale, cancellationToken);
        return builder.Build(
            new PromptMaterial
            {
                Question = request.Text,
                History = Turns(history),
                Passages = found.Passages,
                KnowledgeConsulted = found.Consulted,
                Page = Facts(request.Page),
                UserData = request.UserData,
                Locale = request.Locale,
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

    private static PageFacts? Facts(PageContext? page) =>
        page is null ? null : new PageFacts(page.Url, page.Title, page.Description, page.ContentSnippet);
}
