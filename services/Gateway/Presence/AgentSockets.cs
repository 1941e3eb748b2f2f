using System.Threading.Channels;
using Chat.Gateway.Auth;

namespace Chat.Gateway.Presence;

/// <summary>The sockets agents have open at this instance, by login, and whether they do anything.</summary>
internal sealed class AgentSockets
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Seats> logins = [];

    // Holds one: that somebody came or went is worth a beat, however many did.
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>An agent's socket was opened.</summary>
    /// <param name="agent">Who it is, with its login.</param>
    /// <param name="end">Closes the socket; called when the login has ended, at most once.</param>
    public AgentSeat Enter(Caller agent, Action end)
    {
        var loginId = agent.LoginId ?? throw new ArgumentException("An agent has a login.", nameof(agent));
        var seat = new AgentSeat(this, loginId, end);
        lock (gate)
        {
            if (!logins.TryGetValue(loginId, out var seats))
            {
                logins[loginId] = seats = new Seats(agent);
            }
            seats.All.Add(seat);
            seats.IsActive = true;
        }
        _ = changes.Writer.TryWrite(true);
        return seat;
    }

    /// <summary>The agent did something, over a socket or otherwise. Without a socket here it is no news.</summary>
    public void Touch(Guid loginId)
    {
        lock (gate)
        {
            if (logins.TryGetValue(loginId, out var seats))
            {
                seats.IsActive = true;
            }
        }
    }

    /// <summary>A socket was closed.</summary>
    public void Leave(AgentSeat seat)
    {
        lock (gate)
        {
            if (!logins.TryGetValue(seat.LoginId, out var seats) || !seats.All.Remove(seat))
            {
                return;
            }
        }
        _ = changes.Writer.TryWrite(true);
    }

    /// <summary>What is to be told now; a login without sockets is told of once.</summary>
    public List<LoginBeat> Take()
    {
        lock (gate)
        {
            var beats = new List<LoginBeat>(logins.Count);
            foreach (var (loginId, seats) in logins)
            {
                beats.Add(new LoginBeat(seats.Agent, loginId, seats.All.Count > 0, seats.IsActive));
                seats.IsActive = false;
                if (seats.All.Count == 0)
                {
                    _ = logins.Remove(loginId);
                }
            }
            return beats;
        }
    }

    /// <summary>What was taken and could not be told: it is told with what comes next.</summary>
    public void GiveBack(IEnumerable<LoginBeat> untold)
    {
        lock (gate)
        {
            foreach (var beat in untold)
            {
                if (!logins.TryGetValue(beat.LoginId, out var seats))
                {
                    logins[beat.LoginId] = seats = new Seats(beat.Agent);
                }
                seats.IsActive |= beat.IsActive;
            }
        }
    }

    /// <summary>Closes the sockets of a login that has ended.</summary>
    public void End(Guid loginId)
    {
        AgentSeat[] ended;
        lock (gate)
        {
            ended = logins.TryGetValue(loginId, out var seats) ? [.. seats.All] : [];
        }
        foreach (var seat in ended)
        {
            seat.End();
        }
    }

    /// <summary>Done when somebody came or went since the last time, or when the time is up.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            _ = await changes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody came or went; it is time for a beat all the same.
        }
    }

    private sealed class Seats(Caller agent)
    {
        public Caller Agent { get; } = agent;
        public HashSet<AgentSeat> All { get; } = [];
        public bool IsActive { get; set; }
    }
}
