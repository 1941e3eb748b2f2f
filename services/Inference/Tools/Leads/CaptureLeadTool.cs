using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Prompts;

namespace Chat.Inference.Tools.Leads;

/// <summary>
/// <c>capture_lead</c>: takes a visitor's contact details and wish. Sessions checks the fields, so that the model hears
/// of all faults at once and the rules stand in one place.
/// </summary>
internal sealed class CaptureLeadTool(LeadCapture capture, string source) : ITool
{
    /// <summary>What the model calls it.</summary>
    public const string Name = "capture_lead";

    private static readonly ToolDefinition Description = new(
        Name,
        "Stores a visitor's contact details so that the company can get in touch. Call it once the visitor has given "
            + "name, email address and what they want. Ask for what is missing first; never make anything up.",
        """
        {
          "type": "object",
          "properties": {
            "name": { "type": "string", "description": "The visitor's name" },
            "email": { "type": "string", "description": "The visitor's email address" },
            "company": { "type": "string", "description": "The visitor's company, if they said it" },
            "phone": { "type": "string", "description": "The visitor's phone number, if they said it" },
            "projectDetails": { "type": "string", "description": "What the visitor wants, in a few sentences" }
          },
          "required": ["name", "email", "projectDetails"]
        }
        """u8.ToArray()
    );

    /// <inheritdoc />
    public ToolKind Kind => ToolKind.CaptureLead;

    /// <inheritdoc />
    public ToolDefinition Definition => Description;

    /// <inheritdoc />
    public Task<ToolOutcome> CallAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var (scope, arguments) = (invocation.Scope, invocation.Arguments);
        var request = new CaptureLeadRequest
        {
            ConversationId = scope.ConversationId,
            ToolCallId = invocation.CallId,
            MessageId = scope.MessageId,
            ReplyId = scope.ReplyId,
            Name = Text(arguments, "name"),
            Email = Text(arguments, "email"),
            Company = Text(arguments, "company"),
            Phone = Text(arguments, "phone"),
            ProjectDetails = Text(arguments, "projectDetails"),
            Source = scope.LeadSource.Length > 0 ? scope.LeadSource : source,
        };
        return capture.CaptureAsync(scope, request, cancellationToken);
    }

    /// <summary>
    /// Empty where there is none: Sessions tells which fields may be. Models write a phone number as a number, too: it must
    /// not be lost.
    /// </summary>
    private static string Text(JsonElement arguments, string name) =>
        !arguments.TryGetProperty(name, out var value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : "";
}
