using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Inference.Prompts;
using Chat.ServiceDefaults;

namespace Chat.Inference.Tools.Humans;

/// <summary><c>request_human</c>: asks for a person, who takes the conversation over as soon as one has room.</summary>
internal sealed class RequestHumanTool(HumanRequests requests) : ITool
{
    /// <summary>What the model calls it.</summary>
    public const string Name = "request_human";

    // As Sessions takes it (chat.sessions.v1.AgentNeeds); what the model makes longer is cut.
    private const int MaxDepartment = 64;

    private static readonly ToolDefinition Description = new(
        Name,
        "Asks for a person of the company's team to take this conversation over. Call it when the visitor asks for a "
            + "person, or when you cannot help. Then tell the visitor that somebody will answer here.",
        """
        {
          "type": "object",
          "properties": {
            "department": { "type": "string", "description": "The department the visitor asked for, if they did" }
          }
        }
        """u8.ToArray()
    );

    /// <inheritdoc />
    public ToolDefinition Definition => Description;

    /// <inheritdoc />
    public ToolKind Kind => ToolKind.RequestHuman;

    /// <inheritdoc />
    public Task<ToolOutcome> CallAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        var request = new EscalateRequest
        {
            ConversationId = invocation.Scope.ConversationId,
            Needs = new AgentNeeds { Department = Department(invocation.Arguments) },
        };
        return requests.RequestAsync(invocation.Scope, request, cancellationToken);
    }

    private static string Department(JsonElement arguments)
    {
        var text =
            arguments.TryGetProperty("department", out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()!.Trim()
                : "";
        return BoundedText.Cut(text, MaxDepartment);
    }
}
