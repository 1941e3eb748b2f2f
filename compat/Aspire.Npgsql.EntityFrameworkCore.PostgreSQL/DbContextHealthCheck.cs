using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>Healthy when the context's database can be connected to.</summary>
internal sealed class DbContextHealthCheck<TContext>(TContext context) : IHealthCheck
    where TContext : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext registrationContext,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await context.Database.CanConnectAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(
                    registrationContext.Registration.FailureStatus,
                    "The database does not answer."
                );
        }
        catch (DbException exception)
        {
            return new HealthCheckResult(
                registrationContext.Registration.FailureStatus,
                "The database does not answer.",
                exception
            );
        }
    }
}
