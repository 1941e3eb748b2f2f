using System.Net;
using System.Net.Sockets;
using Chat.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RabbitMQ.Client.Exceptions;
using StackExchange.Redis;

namespace Chat.ServiceDefaults.Tests.Errors;

public sealed class FaultClassifierTests
{
    public static TheoryData<Exception, string> Outages() =>
        new()
        {
            { new NpgsqlException("x"), "database_unavailable" },
            { Postgres("57P01"), "database_unavailable" },
            { Postgres("08006"), "database_unavailable" },
            { Postgres("53300"), "database_unavailable" },
            { Postgres("53100"), "database_unavailable" },
            { Postgres("58030"), "database_unavailable" },
            { Postgres("25006"), "database_unavailable" },
            { Postgres("XX000", "FATAL"), "database_unavailable" },
            { Postgres("XX000", "PANIC"), "database_unavailable" },
            { Postgres("42501", "FATAL"), "database_unavailable" },
            { Postgres("3D000"), "database_unavailable" },
            { new DbUpdateException("x", new NpgsqlException("x")), "database_unavailable" },
            { RedisFault.Create(), "redis_unavailable" },
            { new RedisTimeoutException(CommandFlags.None, "x", CommandStatus.WaitingInBacklog), "redis_unavailable" },
            { new BrokerUnreachableException(new SocketException(111)), "bus_unavailable" },
            { new HttpRequestException("x"), "service_unavailable" },
            { new RpcException(new Status(StatusCode.DeadlineExceeded, "x")), "deadline_exceeded" },
        };

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public void Classify_DependencyAway_IsUnavailable(Exception exception, string code)
    {
        var error = FaultClassifier.Classify(exception);

        Assert.IsType<Unavailable>(error);
        Assert.Equal(code, error.Code);
    }

    public static TheoryData<Exception> Bugs() =>
        new()
        {
            new InvalidOperationException("x"),
            new ArgumentException("x"),
            Postgres("23505"),
            Postgres("42601"),
            Postgres("42501"),
            Postgres("XX000"),
            Postgres("58P01"),
            Postgres("28P01", "FATAL"),
            new DbUpdateException("x", Postgres("23505")),
        };

    [Theory]
    [MemberData(nameof(Bugs), DisableDiscoveryEnumeration = true)]
    public void Classify_AnythingElse_IsNoOutage(Exception exception) =>
        Assert.Null(FaultClassifier.Classify(exception));

    [Fact]
    public void IsDatabaseOutage_OtherDependency_IsFalse() =>
        Assert.False(FaultClassifier.IsDatabaseOutage(RedisFault.Create()));

    [Fact]
    public void IsStatementFault_WhateverAStatementThrows_IsTrue()
    {
        Exception[] faults =
        [
            new NpgsqlException("x"),
            Postgres("42601"),
            new TimeoutException("x"),
            new SocketException(11001),
        ];

        Assert.All(faults, static fault => Assert.True(FaultClassifier.IsStatementFault(fault)));
        Assert.False(FaultClassifier.IsStatementFault(new OperationCanceledException()));
        Assert.False(FaultClassifier.IsStatementFault(new InvalidOperationException("x")));
    }

    public static TheoryData<Exception> Waits() =>
        new()
        {
            new NpgsqlException("x"),
            Postgres("57P03"),
            new DbUpdateException("x", new NpgsqlException("x")),
            RedisFault.Create(),
            new RedisTimeoutException(CommandFlags.None, "x", CommandStatus.WaitingInBacklog),
            new BrokerUnreachableException(new SocketException(111)),
            new SocketException(111),
            new HttpRequestException("x"),
            new HttpRequestException("x", null, HttpStatusCode.BadGateway),
            new HttpRequestException("x", null, HttpStatusCode.ServiceUnavailable),
            new HttpRequestException("x", null, HttpStatusCode.GatewayTimeout),
            new RpcException(new Status(StatusCode.Unavailable, "x")),
            new AggregateException(new RpcException(new Status(StatusCode.Unavailable, "x"))),
            // Cut off, or pings without an answer: as the gRPC client tells of it.
            new RpcException(new Status(StatusCode.Internal, "x", new HttpProtocolException(1, "x", null))),
        };

    [Theory]
    [MemberData(nameof(Waits), DisableDiscoveryEnumeration = true)]
    public void IsOutage_DependencyAway_IsTrue(Exception exception) => Assert.True(FaultClassifier.IsOutage(exception));

    // The event itself may be what the other side cannot bear: it must not stand in everybody's way for 20 minutes.
    public static TheoryData<Exception> MayBeTheEventsFault() =>
        new()
        {
            new HttpRequestException("x", null, HttpStatusCode.BadRequest),
            new HttpRequestException("x", null, HttpStatusCode.InternalServerError),
            new RpcException(new Status(StatusCode.DeadlineExceeded, "x")),
            new RpcException(new Status(StatusCode.Internal, "x")),
            new RpcException(new Status(StatusCode.InvalidArgument, "x")),
            new TimeoutException("x"),
            Postgres("23505"),
            new InvalidOperationException("x"),
            new InvalidOperationException("x", new ArgumentException("x")),
        };

    [Theory]
    [MemberData(nameof(MayBeTheEventsFault), DisableDiscoveryEnumeration = true)]
    public void IsOutage_AnythingElse_IsFalse(Exception exception) => Assert.False(FaultClassifier.IsOutage(exception));

    private static PostgresException Postgres(string state, string severity = "ERROR") =>
        new("x", severity, severity, state);
}
