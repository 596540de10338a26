// run: kernel-version=3.10
/*
 * A terminal whose line discipline is used through a pair of helpers.
 *
 * Task 1, a write, has the discipline (its rwsem for reading, taken in line_get) and waits for room
 * in the buffer. Task 2 sets another discipline, for writing. Task 3, the flusher, makes room, but
 * asks for the discipline first: by trying, and if that fails, by waiting.
 */

#include <linux/rwsem.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct line;

struct line_ops {
	int (*drain)(struct line *line);
};

struct line {
	struct rw_semaphore discipline_sem;
	const struct line_ops *ops;
	wait_queue_head_t room_wait;
	unsigned int room;
	struct work_struct flush;
};

static const struct line_ops *line_get(struct line *line)
{
	down_read(&line->discipline_sem);
	if (!line->ops) {
		up_read(&line->discipline_sem);
		return NULL;
	}
	return line->ops;
}

static void line_put(struct line *line)
{
	up_read(&line->discipline_sem);
}

static void line_flush(struct work_struct *work)
{
	struct line *line = container_of(work, struct line, flush);
	const struct line_ops *ops;

	if (!down_read_trylock(&line->discipline_sem))
		down_read(&line->discipline_sem);
	ops = line->ops;
	if (ops)
		line->room += ops->drain(line);
	up_read(&line->discipline_sem);
	wake_up_interruptible(&line->room_wait);
	wake_up(&line->room_wait);
}

int line_write_bad(struct line *line, unsigned int count)
{
	DEFINE_WAIT(wait);

	if (!line_get(line))
		return -EIO;
	for (;;) {
		prepare_to_wait(&line->room_wait, &wait, TASK_UNINTERRUPTIBLE);
		if (line->room >= count)
			break;
		schedule_work(&line->flush);
		schedule(); // expect: rwsem-writer-priority confirmed
	}
	finish_wait(&line->room_wait, &wait);
	line->room -= count;
	line_put(line);
	return count;
}

void line_set(struct line *line, const struct line_ops *ops)
{
	down_write(&line->discipline_sem);
	line->ops = ops;
	up_write(&line->discipline_sem);
}

void line_init(struct line *line)
{
	init_rwsem(&line->discipline_sem);
	init_waitqueue_head(&line->room_wait);
	INIT_WORK(&line->flush, line_flush);
}
