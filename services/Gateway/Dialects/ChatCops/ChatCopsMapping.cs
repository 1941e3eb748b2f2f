using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Locales;
using Chat.ServiceDefaults;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>From the dialect's request to ours.</summary>
internal static class ChatCopsMapping
{
    private const int MaxUrl = 2_000;

    public static ReplyRequest ToReplyRequest(ChatCopsRequest request, ChatCopsVisitor visitor, LocaleStrings strings)
    {
        var reply = new ReplyRequest
        {
            ExternalId = visitor.ExternalId,
            Author = new Author { Kind = AuthorKind.Visitor, Id = visitor.Principal.Subject },
            // The store cannot keep U+0000, which the original took.
            Text = request.Message.Replace('\0', '\uFFFD'),
            ClientMessageId = request.MessageId ?? "",
            // The widget offers its Retry where an answer broke off: the same fragment again would not help.
            Again = request.Regenerate ? AnswerAgain.Always : AnswerAgain.IfInterrupted,
            Locale = request.Locale ?? "",
            TextsLocale = strings.Tag,
            LeadSource = ChatCopsProtocol.LeadSource,
        };
        if (request.PageContext is { } page)
        {
            reply.Page = new PageContext
            {
                Url = BoundedText.Cut(page.Url, MaxUrl),
                Title = page.Title,
                Description = page.Description ?? "",
                ContentSnippet = page.ContentSnippet ?? "",
            };
        }
        if (request.UserData is { } userData)
        {
            reply.UserData.Add(new Dictionary<string, string>(userData, StringComparer.Ordinal));
        }
        return reply;
    }
}
