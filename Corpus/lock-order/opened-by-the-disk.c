// run: kernel-version=6.1
/*
 * A disk's release method is called with the lock of its openers, and takes the device's. Reading the
 * partitions anew takes the two the other way round; the other device lets go of its own first.
 */

#include <linux/blkdev.h>

struct ring {
	struct mutex lock;
	struct gendisk *disk;
	int users;
};

struct tape {
	struct mutex lock;
	struct gendisk *disk;
	int users;
};

static void ring_release(struct gendisk *disk, fmode_t mode)
{
	struct ring *ring = disk->private_data;

	mutex_lock(&ring->lock); // expect: lock-order confirmed
	ring->users--;
	mutex_unlock(&ring->lock);
}

static void tape_release(struct gendisk *disk, fmode_t mode)
{
	struct tape *tape = disk->private_data;

	mutex_lock(&tape->lock);
	tape->users--;
	mutex_unlock(&tape->lock);
}

const struct block_device_operations ring_fops = {.release = ring_release};
const struct block_device_operations tape_fops = {.release = tape_release};

static void read_partitions(struct gendisk *disk)
{
	mutex_lock(&disk->open_mutex);
	disk->first_minor++;
	mutex_unlock(&disk->open_mutex);
}

void ring_change_bad(struct ring *ring)
{
	mutex_lock(&ring->lock);
	read_partitions(ring->disk);
	mutex_unlock(&ring->lock);
}

void tape_change_ok(struct tape *tape)
{
	mutex_lock(&tape->lock);
	tape->users = 0;
	mutex_unlock(&tape->lock);
	read_partitions(tape->disk);
}
