using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
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

    /// <summary>
    /// Begins a change of how many there are, who reports to whom, or who is an admin: one at a time of a tenant, so that
    /// two of them do not make together what each alone would be refused. The caller commits.
    /// </summary>
    public Task<IDbContextTransaction> BeginTurnAsync(Guid tenantId, CancellationToken cancellationToken) =>
        context.BeginTurnAsync("agents", tenantId, cancellationToken);

    /// <summary>Whether the tenant is without an admin who may come in when this agent is none any more.</summary>
    public async Task<bool> IsLastAdminAsync(Agent agent, CancellationToken cancellationToken) =>
        !await context.Agents.AnyAsync(
            other => other.Id != agent.Id && other.Role == AgentRole.Admin && other.IsActive,
            cancellationToken
        );

    /// <summary>Saves, or says why not; then nothing of it is kept, and the agent is no longer followed.</summary>
    public async Task<Error?> SaveAsync(Agent agent, CancellationToken cancellationToken)
    {
        try
        {
            // Who had to wait for its turn has begun one, and commits it.
            await using var transaction = context.Database.CurrentTransaction is null
                ? await context.Database.BeginTransactionAsync(cancellationToken)
                : null;
            if (agent.IsDefault)
            {
                await DismissOtherDefaultAsync(agent, cancellationToken);
            }

            await context.SaveChangesAsync(cancellationToken);
            await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
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
