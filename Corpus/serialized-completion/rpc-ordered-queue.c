// run: kernel-version=6.1
/*
 * A network file system whose replies are handled on one ordered workqueue.
 *
 * The item of a lost connection waits until the session has been opened again. What opens it is the
 * reply to its own message: an item of the same queue, behind the one that waits. One worker, which
 * waits for itself.
 */

#include <linux/completion.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct rpc_client {
	struct workqueue_struct *reply_wq;
	struct completion session_open;
	bool connected;
	int id;
};

struct rpc_reply {
	struct work_struct work;
	struct rpc_client *client;
	int status;
};

int rpc_send_hello(struct rpc_client *client);

static void rpc_hello_reply(struct work_struct *work)
{
	struct rpc_reply *reply = container_of(work, struct rpc_reply, work);

	reply->client->connected = reply->status == 0;
	complete(&reply->client->session_open);
	kfree(reply);
}

static int rpc_reconnect(struct rpc_client *client)
{
	reinit_completion(&client->session_open);
	if (rpc_send_hello(client))
		return -EIO;
	wait_for_completion(&client->session_open); // expect: serialized-completion confirmed
	return client->connected ? 0 : -ENOTCONN;
}

static void rpc_lost_reply_bad(struct work_struct *work)
{
	struct rpc_reply *reply = container_of(work, struct rpc_reply, work);

	if (rpc_reconnect(reply->client))
		pr_err("no session\n");
	kfree(reply);
}

/* From the network's receive path. */
void rpc_received(struct rpc_client *client, int status)
{
	struct rpc_reply *reply = kmalloc(sizeof(*reply), GFP_ATOMIC);

	if (!reply)
		return;
	reply->client = client;
	reply->status = status;
	if (status == -ENOTCONN)
		INIT_WORK(&reply->work, rpc_lost_reply_bad);
	else
		INIT_WORK(&reply->work, rpc_hello_reply);
	queue_work(client->reply_wq, &reply->work);
}

int rpc_client_init(struct rpc_client *client)
{
	init_completion(&client->session_open);
	client->reply_wq = alloc_ordered_workqueue("rpc-%d", WQ_MEM_RECLAIM, client->id);
	return client->reply_wq ? 0 : -ENOMEM;
}
