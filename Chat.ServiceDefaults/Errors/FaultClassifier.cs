using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using StackExchange.Redis;

namespace Chat.ServiceDefaults.Errors;

/// <summary>Tells a dependency that is away from a bug of ours.</summary>
public static class FaultClassifier
{
    private static readonly Unavailable Database = new("database_unavailable", "The store is not available now.");

    // Not the one above: the database itself is there, on any other connection.
    private static readonly Unavailable DatabaseConnection = Database with { };
    private static readonly Unavailable Redis = new("redis_unavailable", "The live store is not available now.");
    private static readonly Unavailable Bus = new("bus_unavailable", "The bus is not available now.");
    private static readonly Unavailable Network = new("service_unavailable", "A service is not available now.");

    /// <summary>The error an exception stands for.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>
    /// <see cref="Unavailable"/> for a lost dependency, the other side's error for a failed gRPC call, else null:
    /// then it is a bug.
    /// </returns>
    public static Error? Classify(Exception exception) =>
        exception switch
        {
            PostgresException postgres => IsAway(postgres) ? Database : null,
            NpgsqlException => Database,
            _ when IsMisunderstood(exception) => DatabaseConnection,
            RedisException or RedisCommandException or RedisTimeoutException => Redis,
            ConnectionException or RabbitMQClientException or BrokerUnreachableException => Bus,
            RpcException rpc => rpc.ToError(),
            HttpRequestException or SocketException => Network,
            DbUpdateException
            or AggregateException
            or InvalidOperationException when exception.InnerException is { } inner => Classify(inner),
            _ => null,
        };

    /// <summary>Whether the database itself is away, so that trying again statement by statement is of no use.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>True for a lost or refused connection.</returns>
    public static bool IsDatabaseOutage(Exception exception) => ReferenceEquals(Classify(exception), Database);

    /// <summary>Whether a statement failed, whatever it failed of: for work in the background, which nobody repeats.</summary>
    /// <remarks>
    /// Wider than <see cref="IsDatabaseOutage"/>: the work itself may be what failed (a deadlock, a statement that took too
    /// long), and a process without a free file descriptor gets the bare socket's exception.
    /// </remarks>
    /// <param name="exception">What a statement threw.</param>
    /// <returns>True unless it is cancelled, or a bug that has nothing to do with the database.</returns>
    public static bool IsStatementFault(Exception exception) =>
        exception is NpgsqlException or TimeoutException or SocketException || IsMisunderstood(exception);

    /// <summary>Whether a dependency is away, so that the same work succeeds later and nothing is wrong with the work.</summary>
    /// <remarks>
    /// Narrower than <see cref="Classify"/>: a call that ran into its deadline, or that the other side failed at, may be
    /// the fault of what it was asked, and would be so again.
    /// </remarks>
    /// <param name="exception">What was thrown.</param>
    /// <returns>True for a lost or refused connection to a database, Redis, the bus or a service.</returns>
    public static bool IsOutage(Exception exception) =>
        exception switch
        {
            RpcException rpc => rpc.StatusCode == StatusCode.Unavailable || rpc.WasCutOff(),
            HttpRequestException http => http.StatusCode
                is null
                    or HttpStatusCode.BadGateway
                    or HttpStatusCode.ServiceUnavailable
                    or HttpStatusCode.GatewayTimeout,
            DbUpdateException
            or AggregateException
            or InvalidOperationException when exception.InnerException is { } inner => IsOutage(inner),
            _ => Classify(exception) is Unavailable,
        };

    /// <summary>Whether a failure is of this piece of work alone, so that the next piece is worth a try at once.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="cancellationToken">What ends all of the work.</param>
    /// <returns>False when the work was cancelled, or a dependency is away.</returns>
    public static bool IsOfTheWork(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && !IsOutage(exception);

    // What Npgsql throws, as nothing more than an exception, where it does not understand the server: it closes the connection,
    // so trying again works. Seen of a statement whose planning was cancelled, or failed, while it was being prepared: it counts
    // as prepared all the same, without its columns, and whoever uses it next on that connection gets this.
    private static bool IsMisunderstood(Exception exception) =>
        exception.GetType() == typeof(Exception)
        && string.Equals(exception.Source, nameof(Npgsql), StringComparison.Ordinal);

    // 08 connection, 53 resources (too many connections, disk full), 57P0x shutdown and start-up, 58000 and 58030 the system
    // below it (58P01 is a file that is missing, as an extension's, and stays so), 25006 read-only, 3D000 not made (yet).
    private static bool IsAway(PostgresException exception) =>
        exception.SqlState.StartsWith("08", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("53", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("57P0", StringComparison.Ordinal)
        || exception.SqlState is (PostgresErrorCodes.SystemError or PostgresErrorCodes.IoError)
        || string.Equals(exception.SqlState, PostgresErrorCodes.ReadOnlySqlTransaction, StringComparison.Ordinal)
        || string.Equals(exception.SqlState, PostgresErrorCodes.InvalidCatalogName, StringComparison.Ordinal)
        || IsConnectionLost(exception);

    // Whatever it died of: a role that is not made, or not granted, yet; a full disk, which says XX000 while a connection
    // begins. Not of credentials it will never take (28).
    private static bool IsConnectionLost(PostgresException exception) =>
        exception.InvariantSeverity is "FATAL" or "PANIC"
        && !exception.SqlState.StartsWith("28", StringComparison.Ordinal);
}
