using System.Diagnostics;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Telemetry;
using Chat.Sessions.Messages;
using Chat.Sessions.Speaking;

namespace Chat.Sessions.Appending;

/// <summary>
/// The edge of <c>Conversations.Append</c>: starts every item before it waits for one, so that they share commits, and
/// answers each as if it had been a call of its own.
/// </summary>
internal sealed class AppendCall(
    PostMessageHandler post,
    ReplyIntake intake,
    IIdentityTokens tokens,
    ILogger<AppendCall> logger
)
{
    private const int MaxItems = 64;
    private const string Method = "/chat.sessions.v1.Conversations/Append";
    private const string SpeakScope = "speak";

    public async Task<AppendResponse> HandleAsync(AppendRequest request)
    {
        if (request.Items.Count is 0 or > MaxItems)
        {
            throw Invalid.Field("/items", "length", $"Must have 1 to {MaxItems} items.").ToRpcException();
        }

        var running = new Task<AppendResult>[request.Items.Count];
        for (var index = 0; index < running.Length; index++)
        {
            running[index] = AppendAsync(request.Items[index]);
        }

        var response = new AppendResponse();
        response.Results.Add(await Task.WhenAll(running));
        return response;
    }

    private async Task<AppendResult> AppendAsync(AppendItem item)
    {
        using var trace = ContinueTrace(item.TraceParent);
        try
        {
            var principal = tokens.Validate(item.Identity);
            if (!principal.IsSuccess)
            {
                return Refusal(principal.Error);
            }

            return item.ItemCase switch
            {
                AppendItem.ItemOneofCase.Post => await PostAsync(item.Post, principal.Value),
                AppendItem.ItemOneofCase.Finish => await FinishAsync(item.Finish, principal.Value),
                _ => Refusal(Invalid.Field("/item", "required", "Must say what to append.")),
            };
        }
        catch (Exception exception)
        {
            // Boundary: what the interceptor is for a call, this is for an item; the others must not fail with it.
            return Refusal(GrpcFaults.Explain(exception, Method, logger));
        }
    }

    // No item has a token: whoever sent a message means it, even if it does not wait for the answer.
    private async Task<AppendResult> PostAsync(Contracts.Sessions.V1.PostMessageRequest request, Principal principal)
    {
        var result = await post.HandleAsync(PostMessageMapping.ToDomain(request, principal), CancellationToken.None);
        return result.IsSuccess
            ? new AppendResult { Posted = PostMessageMapping.ToWire(result.Value) }
            : Refusal(result.Error);
    }

    private async Task<AppendResult> FinishAsync(FinishReply finish, Principal principal)
    {
        if (!principal.Scopes.Contains(SpeakScope))
        {
            return Refusal(new SpeakForbidden());
        }

        if (finish.Begin is not { Fence: > 0 } begin || finish.Commit is not { Text.Length: > 0 } commit)
        {
            return Refusal(
                Invalid.Field("/finish", "required", "Must have a begin with a fence and a text to commit.")
            );
        }

        var beginning = SpeakMapping.ToDomain(begin, principal.TenantId);
        var stored = await intake.CommitAsync(beginning, SpeakMapping.ToDomain(commit), CancellationToken.None);
        return stored.IsSuccess
            ? new AppendResult { Committed = SpeakMapping.ToWire(stored.Value).Committed }
            : Refusal(stored.Error);
    }

    /// <summary>Lets an item's events and logs stand in its own trace, unless the call is of that trace already.</summary>
    private static Activity? ContinueTrace(string traceParent)
    {
        if (
            !ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent)
            || Activity.Current?.TraceId == parent.TraceId
        )
        {
            return null;
        }

        return ChatTelemetry.Source.StartActivity("append", ActivityKind.Server, parent)
            ?? new Activity("append").SetParentId(traceParent).Start();
    }

    private static AppendResult Refusal(Error error) => new() { Error = error.ToRpcStatus() };
}
