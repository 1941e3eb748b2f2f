using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Chat.Sessions.Agents;

/// <summary>Saves a changed agent, and what one change means for the others.</summary>
internal sealed class AgentWriter(SessionsDbContext context, TimeProvider time)
{
    private const string EmailIndex = "agents_email";

    /// <summary>The time of a change, to the microsecond, as the database keeps it.</summary>
    public DateTime Now
    {
        get
        {
            var now = time.GetUtcNow().UtcDateTime;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Commits, or says why not; then nothing of it is kept, and the agent is no longer followed.</summary>
    public async Task<Error?> SaveAsync(Agent agent, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            if (agent.IsDefault)
            {
                await DismissOtherDefaultAsync(agent, cancellationToken);
            }

            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            context.ChangeTracker.Clear();
            return new AgentChanged();
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            context.ChangeTracker.Clear();
            var violated = ((PostgresException)exception.InnerException).ConstraintName;
            // Another agent was made the default, or the same request came, in this very moment.
            return violated == EmailIndex ? new EmailTaken() : new AgentChanged();
        }
    }

    private Task<int> DismissOtherDefaultAsync(Agent agent, CancellationToken cancellationToken) =>
        context
            .Agents.Where(other => other.IsDefault && other.Id != agent.Id)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(other => other.IsDefault, false)
                        .SetProperty(other => other.UpdatedAt, agent.UpdatedAt)
                        .SetProperty(other => other.Version, other => other.Version + 1),
                cancellationToken
            );
}
