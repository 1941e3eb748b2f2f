using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Data;
using Chat.Sessions.Paging;
using Chat.Sessions.Settings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Chat.Sessions.Teams;

/// <summary>The tenant's teams: read by its agents, changed by its admins.</summary>
internal sealed class TeamsHandler(SessionsDbContext context, AgentWriter writer)
{
    private const int MaxTeams = 1_000;
    private const int MaxIdempotencyKey = 255;

    /// <summary>Newest first; one more than asked for tells whether there are more.</summary>
    public async Task<Result<List<TeamWithSize>>> ListAsync(
        Principal principal,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayRead(principal))
        {
            return new AgentsForbidden();
        }

        var before = page.Cursor ?? Guid.AllBitsSet;
        var teams = context.Teams.Where(team => team.Id < before).OrderByDescending(team => team.Id);
        return await Sized(teams.Take(page.Limit + 1)).ToListAsync(cancellationToken);
    }

    public async Task<Result<TeamWithSize>> FindAsync(
        Principal principal,
        Guid teamId,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayRead(principal))
        {
            return new AgentsForbidden();
        }

        var found = await Sized(context.Teams.Where(team => team.Id == teamId)).SingleOrDefaultAsync(cancellationToken);
        return found is null ? new TeamNotFound() : found;
    }

    public async Task<Result<TeamWithSize>> CreateAsync(
        Principal principal,
        TeamBody body,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayWrite(principal))
        {
            return new AdminRequired();
        }

        if (idempotencyKey is { Length: < 1 or > MaxIdempotencyKey })
        {
            return Invalid.Field("/Idempotency-Key", "length", $"Must have 1 to {MaxIdempotencyKey} characters.");
        }

        if (body.Check(isNew: true) is { } invalid)
        {
            return invalid;
        }

        if (await FindAsync(idempotencyKey, cancellationToken) is { } before)
        {
            return before;
        }

        await using var turn = await context.BeginTurnAsync("teams", principal.TenantId, cancellationToken);
        if (await context.Teams.CountAsync(cancellationToken) >= MaxTeams)
        {
            return new TooManyTeams(MaxTeams);
        }

        var now = writer.Now;
        var team = new Team
        {
            Id = Ids.New(),
            TenantId = principal.TenantId,
            Name = body.Name!.Trim(),
            Description = NullIfEmpty(body.Description),
            CreatedAt = now,
            UpdatedAt = now,
            IdempotencyKey = idempotencyKey,
        };
        context.Teams.Add(team);
        if (await SaveAsync(cancellationToken) is { } refusal)
        {
            // The same request on another connection was sooner: then it is the one whose name is taken.
            return await FindAsync(idempotencyKey, cancellationToken) ?? (Result<TeamWithSize>)refusal;
        }

        await turn.CommitAsync(cancellationToken);
        return new TeamWithSize(team, 0);
    }

    /// <summary>Changes a team, with a version only that one.</summary>
    public async Task<Result<TeamWithSize>> UpdateAsync(
        Principal principal,
        Guid teamId,
        TeamBody body,
        ExpectedVersion? expected,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayWrite(principal))
        {
            return new AdminRequired();
        }

        if (body.Check(isNew: false) is { } invalid)
        {
            return invalid;
        }

        return await AnyVersion.ChangeAsync(
            expected,
            () => TryUpdateAsync(principal, teamId, body, expected, cancellationToken)
        );
    }

    private async Task<Result<TeamWithSize>> TryUpdateAsync(
        Principal principal,
        Guid teamId,
        TeamBody body,
        ExpectedVersion? expected,
        CancellationToken cancellationToken
    )
    {
        if (await context.Teams.SingleOrDefaultAsync(team => team.Id == teamId, cancellationToken) is not { } team)
        {
            return new TeamNotFound();
        }

        if (expected?.Allows(team.Version) is false)
        {
            return new TeamChanged();
        }

        team.Name = body.Name?.Trim() ?? team.Name;
        team.Description = body.Description is null ? team.Description : NullIfEmpty(body.Description);
        team.UpdatedAt = writer.Now;
        team.Version++;
        return await SaveAsync(cancellationToken) is { } refusal
            ? refusal
            : await FindAsync(principal, teamId, cancellationToken);
    }

    /// <summary>Deletes a team; its members are in none then.</summary>
    public async Task<Result> DeleteAsync(Principal principal, Guid teamId, CancellationToken cancellationToken)
    {
        if (!AgentAccess.MayWrite(principal))
        {
            return new AdminRequired();
        }

        var now = writer.Now;
        // Nobody is put into it meanwhile.
        await using var transaction = await writer.BeginTurnAsync(principal.TenantId, cancellationToken);
        await context
            .Agents.IgnoreQueryFilters()
            .Where(agent => agent.TenantId == principal.TenantId && agent.TeamId == teamId)
            .ExecuteUpdateAsync(
                update =>
                    update
                        .SetProperty(agent => agent.TeamId, (Guid?)null)
                        .SetProperty(agent => agent.UpdatedAt, now)
                        .SetProperty(agent => agent.Version, agent => agent.Version + 1),
                cancellationToken
            );
        var deleted = await context.Teams.Where(team => team.Id == teamId).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted > 0 ? Result.Success : new TeamNotFound();
    }

    private IQueryable<TeamWithSize> Sized(IQueryable<Team> teams) =>
        teams
            .AsNoTracking()
            .Select(team => new TeamWithSize(team, context.Agents.Count(agent => agent.TeamId == team.Id)));

    private async Task<TeamWithSize?> FindAsync(string? idempotencyKey, CancellationToken cancellationToken) =>
        idempotencyKey is null
            ? null
            : await Sized(context.Teams.Where(team => team.IdempotencyKey == idempotencyKey))
                .SingleOrDefaultAsync(cancellationToken);

    private async Task<Error?> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            context.ChangeTracker.Clear();
            return new TeamChanged();
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            context.ChangeTracker.Clear();
            return new TeamNameTaken();
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
