using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Webhooks.Dispatch;

/// <summary>Renews the claims of attempts that take long, so that the lease can be short.</summary>
internal sealed class ClaimRenewer(
    NpgsqlDataSource database,
    HeldClaims held,
    IOptions<DispatchOptions> options,
    TimeProvider clock
)
{
    private const string Sql = "select renew_claims($1, $2, $3)";

    /// <summary>Renews what was not renewed for so long; asks the database only when there is any.</summary>
    public async Task RenewAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var claims = held.OlderThan(age);
        if (claims.Count == 0)
        {
            return;
        }

        var since = clock.GetTimestamp();
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = claims.Select(claim => claim.DeliveryId).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = claims.Select(claim => claim.Claim).ToArray() });
        command.Parameters.Add(
            new NpgsqlParameter { Value = options.Value.ClaimLease, NpgsqlDbType = NpgsqlDbType.Interval }
        );
        var renewed = ((Guid[])(await command.ExecuteScalarAsync(cancellationToken))!).ToHashSet();
        held.Renewed(claims.Where(claim => renewed.Contains(claim.DeliveryId)), since);
    }
}
