// run: kernel-version=6.1
/*
 * The network file system with a queue that runs its items at the same time.
 *
 * The item that waits for the session and the item that opens it are two: the second starts while the
 * first one waits.
 */

#include <linux/completion.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct rpc_client {
	struct workqueue_struct *reply_wq;
	struct completion session_open;
	bool connected;
};

struct rpc_reply {
	struct work_struct work;
	struct rpc_client *client;
};

int rpc_send_hello(struct rpc_client *client);

static void rpc_hello_reply(struct work_struct *work)
{
	struct rpc_reply *reply = container_of(work, struct rpc_reply, work);

	reply->client->connected = true;
	complete(&reply->client->session_open);
	kfree(reply);
}

static void rpc_lost_reply(struct work_struct *work)
{
	struct rpc_reply *reply = container_of(work, struct rpc_reply, work);

	reinit_completion(&reply->client->session_open);
	if (!rpc_send_hello(reply->client))
		wait_for_completion(&reply->client->session_open);
	kfree(reply);
}

int rpc_received_ok(struct rpc_client *client, bool lost)
{
	struct rpc_reply *reply = kmalloc(sizeof(*reply), GFP_ATOMIC);

	if (!reply)
		return -ENOMEM;
	reply->client = client;
	if (lost)
		INIT_WORK(&reply->work, rpc_lost_reply);
	else
		INIT_WORK(&reply->work, rpc_hello_reply);
	queue_work(client->reply_wq, &reply->work);
	return 0;
}

int rpc_client_init_ok(struct rpc_client *client)
{
	init_completion(&client->session_open);
	client->reply_wq = alloc_workqueue("rpc", WQ_UNBOUND | WQ_MEM_RECLAIM, 0);
	return client->reply_wq ? 0 : -ENOMEM;
}
