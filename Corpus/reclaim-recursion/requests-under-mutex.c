// run: kernel-version=6.1
/*
 * A disk behind a connection. Requests are sent under the mutex of the connection: by the task that starts
 * them, or by a worker for which it waits. So what is allocated with that mutex held must not start I/O;
 * GFP_NOFS lets it do so.
 */

#include <linux/blk-mq.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct connection {
	struct mutex tx_lock;
	void *header;
	unsigned int sent;
};

static blk_status_t connection_queue_rq(struct blk_mq_hw_ctx *hctx,
					const struct blk_mq_queue_data *bd)
{
	struct connection *connection = hctx->driver_data;

	blk_mq_start_request(bd->rq);
	mutex_lock(&connection->tx_lock);
	connection->sent++;
	mutex_unlock(&connection->tx_lock);
	return 0;
}

static const struct blk_mq_ops connection_ops = {
	.queue_rq = connection_queue_rq,
};

const struct blk_mq_ops *connection_operations(void)
{
	return &connection_ops;
}

int connection_renew_bad(struct connection *connection)
{
	mutex_lock(&connection->tx_lock);
	connection->header = kmalloc(256, GFP_NOFS); // expect: reclaim-recursion confirmed
	mutex_unlock(&connection->tx_lock);
	return connection->header ? 0 : -ENOMEM;
}

int connection_renew_ok(struct connection *connection)
{
	mutex_lock(&connection->tx_lock);
	connection->header = kmalloc(256, GFP_NOIO);
	mutex_unlock(&connection->tx_lock);
	return connection->header ? 0 : -ENOMEM;
}
