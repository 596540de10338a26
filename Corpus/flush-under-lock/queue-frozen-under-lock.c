// run: kernel-version=6.1
/*
 * A disk that sleeps in its queue_rq method. Freezing the queue waits until no request is there, so not with
 * the mutex held that the method takes.
 */

#include <linux/blk-mq.h>
#include <linux/mutex.h>

struct far_disk {
	struct mutex link_lock;
	struct request_queue *queue;
	int links;
};

static void far_disk_send(struct far_disk *disk)
{
	mutex_lock(&disk->link_lock);
	disk->links++;
	mutex_unlock(&disk->link_lock);
}

static blk_status_t far_disk_queue_rq(struct blk_mq_hw_ctx *hctx,
				      const struct blk_mq_queue_data *bd)
{
	blk_mq_start_request(bd->rq);
	far_disk_send(hctx->driver_data);
	return BLK_STS_OK;
}

const struct blk_mq_ops far_disk_ops = {.queue_rq = far_disk_queue_rq};

void far_disk_reset_bad(struct far_disk *disk)
{
	mutex_lock(&disk->link_lock);
	blk_mq_freeze_queue(disk->queue); // expect: flush-under-lock confirmed
	disk->links = 0;
	blk_mq_unfreeze_queue(disk->queue);
	mutex_unlock(&disk->link_lock);
}

void far_disk_reset_ok(struct far_disk *disk)
{
	blk_mq_freeze_queue(disk->queue);
	mutex_lock(&disk->link_lock);
	disk->links = 0;
	mutex_unlock(&disk->link_lock);
	blk_mq_unfreeze_queue(disk->queue);
}
