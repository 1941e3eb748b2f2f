using System.Net.WebSockets;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Presence;
using Chat.Gateway.WebSockets.Commands;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.WebSockets;

/// <summary>
/// One socket: finds out who it is, takes its commands one by one, so that a client's messages keep their order, and
/// closes it. Nothing here outlives the socket; a client that comes back resumes with its cursors.
/// </summary>
internal sealed class SocketConnection : IReplyingSocket, IDisposable
{
    private readonly HttpContext context;
    private readonly SocketPlace place;
    private readonly SocketServices services;
    private readonly SocketReader reader;
    private readonly SocketEnding ending;
    private CancellationTokenSource? life;
    private ITimer? authAlarm;
    private Principal? principal;
    private string? credential;
    private ConnectedPrincipal? connected;
    private AgentSeat? seat;
    private TaskCompletionSource? room;
    private int underWay;

    public SocketConnection(WebSocket socket, HttpContext context, SocketPlace place, SocketServices services)
    {
        (this.context, this.place, this.services) = (context, place, services);
        reader = new SocketReader(socket, services.Options.MaxFrameBytes);
        Outbox = new SocketOutbox(socket, services.Options, services.Time, () => End(SocketEnd.ClientTooSlow));
        ending = new SocketEnding(socket, Outbox, services.Time);
        Subscriptions = new SocketSubscriptions(services.Live, Outbox, services.Options.MaxSubscriptions);
        Replies = new SocketReplies(this);
    }

    /// <summary>Who it is; there once commands are taken.</summary>
    public Principal Principal => principal!;

    /// <summary>Whether it has been let in, as this one.</summary>
    public bool IsOf(Guid tenantId, PrincipalKind kind, string subject) =>
        connected?.Principal is { } principal
        && principal.TenantId == tenantId
        && principal.Kind == kind
        && string.Equals(principal.Subject, subject, StringComparison.Ordinal);

    /// <summary>Where the client is; null when nobody knows.</summary>
    public string? Address => ClientAddress.Of(context);

    /// <summary>The request it was opened with.</summary>
    public HttpRequest Handshake => context.Request;

    public SocketOutbox Outbox { get; }

    public SocketSubscriptions Subscriptions { get; }

    /// <summary>The AI's replies to what was sent over it.</summary>
    public SocketReplies Replies { get; }

    /// <summary>The last message taken for storing; for the one reader of frames.</summary>
    public Task LastSend { get; set; } = Task.CompletedTask;

    /// <summary>Cancelled when the socket is over.</summary>
    public CancellationToken Life
    {
        get
        {
            if (life is null)
            {
                // Made on demand: most sockets never need one.
                var made = new CancellationTokenSource();
                if (Interlocked.CompareExchange(ref life, made, null) is not null)
                {
                    made.Dispose();
                }
            }
            return life.Token;
        }
    }

    /// <summary>Serves the socket until it ends.</summary>
    public async Task<SocketEnd> RunAsync(string? offered)
    {
        SocketEnd end;
        try
        {
            authAlarm = services.Time.CreateTimer(
                static state => ((SocketConnection)state!).End(SocketEnd.AuthTimeout),
                this,
                services.Options.AuthLimit,
                Timeout.InfiniteTimeSpan
            );
            if (offered is not null)
            {
                await AdmitAsync(offered);
            }
            while (await TakeNextAsync())
            {
                // Each frame is one step.
            }
        }
        finally
        {
            reader.Release();
            end = await ending.FinishAsync();
            seat?.Dispose();
            Subscriptions.EndAll();
            if (connected is not null)
            {
                services.Principals.Leave(connected);
            }
            await FinishAsync();
        }
        return end;
    }

    private async Task FinishAsync()
    {
        try
        {
            // Messages on their way to the store are stored, and the AI is asked to answer them.
            await LastSend;
        }
        finally
        {
            await (life?.CancelAsync() ?? Task.CompletedTask);
            await Replies.Rest;
        }
    }

    /// <summary>Ends the socket; the first reason counts.</summary>
    public void End(SocketEnd end) => ending.End(end);

    public ValueTask TellReplyFailedAsync(Message message, Error error) =>
        Outbox.SendAsync(ServerFrames.ReplyFailed(message, error));

    /// <summary>Takes a later credential of the same caller.</summary>
    public async ValueTask<Error?> RenewAsync(string next)
    {
        var error = await services.Admission.CheckAsync(next, Principal, context.Request);
        if (error is null)
        {
            credential = next;
        }
        return error;
    }

    /// <summary>Ends the socket when its credential has run out or was revoked; not while nobody can say.</summary>
    public async ValueTask CheckAsync()
    {
        if (credential is not { } shown || ending.HasBegun)
        {
            return;
        }
        var error = await services.Admission.CheckAsync(shown, Principal, context.Request);
        if (error?.IsVerdict() is true && ReferenceEquals(shown, credential))
        {
            Expel(error);
        }
    }

    /// <summary>Tells the client to come back to another instance after a while, and ends the socket.</summary>
    public void Drain(TimeSpan after)
    {
        _ = Outbox.TrySend(ServerFrames.Reconnect(after));
        End(SocketEnd.ServerStopping);
    }

    /// <summary>
    /// A command goes on while the next ones are taken; waits while as many as may are under way. Paired with
    /// <see cref="Leave"/>.
    /// </summary>
    public async ValueTask EnterAsync()
    {
        while (Volatile.Read(ref underWay) >= services.Options.MaxCommandsUnderWay)
        {
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            // With a full fence: else the look below may come before it, and miss who leaves in between.
            _ = Interlocked.Exchange(ref room, next);
            if (Volatile.Read(ref underWay) >= services.Options.MaxCommandsUnderWay)
            {
                await next.Task;
            }
        }
        _ = Interlocked.Increment(ref underWay);
    }

    /// <summary>It is done.</summary>
    public void Leave()
    {
        _ = Interlocked.Decrement(ref underWay);
        _ = Interlocked.Exchange(ref room, null)?.TrySetResult();
    }

    public void Dispose()
    {
        authAlarm?.Dispose();
        life?.Dispose();
    }

    private async ValueTask<bool> TakeNextAsync()
    {
        var (frame, end) = await reader.ReceiveAsync();
        if (end is { } reason)
        {
            End(reason);
        }
        else if (!ending.HasBegun)
        {
            await TakeAsync(frame);
        }
        reader.Release();
        return end != SocketEnd.ClientGone;
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> frame)
    {
        if (connected is null)
        {
            await TakeFirstAsync(frame);
            return;
        }
        var read = services.Commands.Read(frame);
        reader.Release();
        if (!read.IsSuccess)
        {
            await Outbox.SendAsync(ServerFrames.Failed((read.Error as FrameInvalid)?.FrameId, read.Error));
            if (read.Error is MalformedJson)
            {
                End(SocketEnd.BadFrame);
            }
            return;
        }
        var (number, command, content) = read.Value;
        if (content is not PingFrame && seat is not null)
        {
            seat.Touch();
            if (await services.Admission.CheckAgentAsync(seat.LoginId, Principal) is { } gone)
            {
                Expel(gone);
                return;
            }
        }
        var error = connected.Rates.TryTake(number) is { } wait
            ? new TooManyCommands(wait)
            : await command.RunAsync(this, content);
        if (error is not null)
        {
            await Outbox.SendAsync(ServerFrames.Failed(content.Id, error));
        }
    }

    private void Expel(Error error)
    {
        _ = Outbox.TrySend(ServerFrames.Failed(null, error));
        End(SocketEnd.Unauthenticated);
    }

    private async ValueTask TakeFirstAsync(ReadOnlyMemory<byte> frame)
    {
        if (SocketAdmission.TokenOf(frame) is { } token)
        {
            await AdmitAsync(token);
        }
        else
        {
            End(SocketEnd.Unauthenticated);
        }
    }

    private async ValueTask AdmitAsync(string shown)
    {
        var admitted = await services.Admission.AdmitAsync(shown, context.Request);
        if (!admitted.IsSuccess)
        {
            Refuse(admitted.Error);
            return;
        }
        authAlarm?.Dispose();
        var caller = admitted.Value.Caller;
        var entered = services.Principals.Enter(caller.Principal);
        if (!entered.IsSuccess)
        {
            Refuse(entered.Error);
            return;
        }
        if (caller.Kind == CallerKind.SecretKey)
        {
            place.Dispose();
        }
        principal = caller.Principal;
        connected = entered.Value;
        credential = shown;
        if (caller.Kind == CallerKind.Agent)
        {
            seat = services.Agents.Enter(caller, () => End(SocketEnd.Unauthenticated));
        }
        _ = Outbox.TrySend(admitted.Value.Welcome);
        if (caller.Kind == CallerKind.User)
        {
            // A revocation that was learned of since it was let in has not found it.
            await CheckAsync();
        }
    }

    private void Refuse(Error error)
    {
        _ = Outbox.TrySend(ServerFrames.Failed(null, error));
        End(
            error switch
            {
                TooManyPrincipalSockets => SocketEnd.TooManySockets,
                RateLimited => SocketEnd.RateLimited,
                Forbidden => SocketEnd.Forbidden,
                _ when !error.IsVerdict() => SocketEnd.UpstreamUnavailable,
                _ => SocketEnd.Unauthenticated,
            }
        );
    }
}
