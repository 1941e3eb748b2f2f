using System.Text;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>What a client says of itself in the address of its socket. Nothing of it is proven.</summary>
internal sealed record XcelsiorHandshake
{
    private const int MaxName = 200;
    private const int MaxEmail = 254;
    private const int MaxPhone = 50;

    /// <summary>Whom it says it is; at most 254 characters.</summary>
    public required string Email { get; init; }

    /// <summary>Name to show; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>May be empty.</summary>
    public required string Phone { get; init; }

    /// <summary>The conversation it wants to join; null: none, or one that cannot exist.</summary>
    public required string? ConversationId { get; init; }

    /// <summary>Reads <c>?user={...}&amp;conversationId=</c>.</summary>
    public static Result<XcelsiorHandshake> Read(IQueryCollection query)
    {
        var user = query[XcelsiorProtocol.UserParameter].ToString();
        if (user.Length is 0 or > XcelsiorProtocol.MaxUser)
        {
            return new UserRequired();
        }
        var read = JsonBody.Read<XcelsiorHandshake>(
            Encoding.UTF8.GetBytes(user),
            fields =>
            {
                var handshake = new XcelsiorHandshake
                {
                    Email = fields.RequiredText("email", 1, MaxEmail).Trim(),
                    Name = fields.Text("name", 0, MaxName)?.Trim() ?? "",
                    Phone = fields.Text("phone", 0, MaxPhone)?.Trim() ?? "",
                    ConversationId = IdOf(query[XcelsiorProtocol.ConversationParameter].ToString()),
                };
                if (handshake.Email.Length == 0)
                {
                    // Only blanks: it would lead to no customer.
                    fields.Add("email", "required", "The field is required.");
                }
                return fields.Faults.Count > 0 ? new Invalid(fields.Faults) : handshake;
            }
        );
        return read.Error is MalformedJson ? new UserRequired() : read;
    }

    private static string? IdOf(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : null;
}
