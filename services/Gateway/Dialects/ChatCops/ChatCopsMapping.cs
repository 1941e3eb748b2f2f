using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>From the dialect's request to ours.</summary>
internal static class ChatCopsMapping
{
    private const string ExternalIdPrefix = "chatcops:";
    private const int SubjectBytes = 18;
    private const int MaxUrl = 2_000;

    /// <summary>
    /// The visitor behind a conversation id. The dialect has no other proof: whoever knows the id is the visitor, as in
    /// the original.
    /// </summary>
    public static Principal ToVisitor(Guid tenantId, string conversationId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenantId:N}:{conversationId}"));
        return new Principal
        {
            TenantId = tenantId,
            Subject = ExternalIdPrefix + Base64Url.EncodeToString(hash.AsSpan(0, SubjectBytes)),
            Kind = PrincipalKind.Visitor,
        };
    }

    public static ReplyRequest ToReplyRequest(ChatCopsRequest request, Principal visitor)
    {
        var reply = new ReplyRequest
        {
            ExternalId = ExternalIdPrefix + request.ConversationId,
            Author = new Author { Kind = AuthorKind.Visitor, Id = visitor.Subject },
            // The store cannot keep U+0000, which the original took.
            Text = request.Message.Replace('\0', '\uFFFD'),
            // A regenerated answer is a new one: with the message's own id it would be the first answer again.
            ClientMessageId = request.Regenerate ? "" : request.MessageId ?? "",
            Locale = request.Locale ?? "",
        };
        if (request.PageContext is { } page)
        {
            reply.Page = new PageContext
            {
                Url = page.Url.Length <= MaxUrl ? page.Url : page.Url[..MaxUrl],
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
